export default function EmptyState({ title, text, action }) {
  return (
    <section className="empty">
      <h2>{title}</h2>
      <p>{text}</p>
      <button className="primary">{action}</button>
    </section>
  );
}
