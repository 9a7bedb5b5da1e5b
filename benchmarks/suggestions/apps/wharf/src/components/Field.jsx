export default function Field({ label, hint, type = 'text', ...rest }) {
  return (
    <label className="field">
      <span>{label}</span>
      <input type={type} {...rest} />
      {hint && <small>{hint}</small>}
    </label>
  );
}
