import EmptyState from '../components/EmptyState';
import Layout from '../components/Layout';

export default function Invoices({ invoices = [] }) {
  if (!invoices.length) {
    return (
      <Layout current="invoices">
        <EmptyState
          title="No harbour dues are open"
          text="Once a boat has left its berth, what it owes is listed here."
          action="See last year's dues"
        />
      </Layout>
    );
  }
  const sum = invoices.reduce((total, one) => total + one.amount, 0);
  return (
    <Layout current="invoices">
      <h1>Open harbour dues</h1>
      <ul className="list">
        {invoices.map((one) => (
          <li key={one.number}>
            <b>{`Invoice ${one.number}`}</b> {`due in ${one.days} days`} <i>{one.amount} EUR</i>
          </li>
        ))}
      </ul>
      <p className="total">{`Together ${sum} EUR, not yet paid`}</p>
      <button className="primary">Send a reminder to every skipper</button>
      <button>Print</button>
    </Layout>
  );
}
