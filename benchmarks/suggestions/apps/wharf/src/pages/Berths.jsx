import Layout from '../components/Layout';
import { STATES } from '../states';

export default function Berths({ berths = [], free = 0 }) {
  return (
    <Layout current="berths">
      <h1>Berths on the south pontoon</h1>
      <p className="lead">
        {free} of {berths.length} berths are free tonight
      </p>
      <div className="search">
        <input placeholder="Find a berth or a boat" />
        <button>Search</button>
      </div>
      <table>
        <thead>
          <tr>
            <th>Berth</th>
            <th>Vessel</th>
            <th>Skipper</th>
            <th>Leaves on</th>
            <th>State</th>
          </tr>
        </thead>
        <tbody>
          {berths.map((berth) => (
            <tr key={berth.id}>
              <td>{berth.id}</td>
              <td>{berth.vessel}</td>
              <td>{berth.skipper}</td>
              <td>{berth.leaves}</td>
              <td>{STATES[berth.state]}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="note">Tap a row to move a boat to another berth.</p>
    </Layout>
  );
}
