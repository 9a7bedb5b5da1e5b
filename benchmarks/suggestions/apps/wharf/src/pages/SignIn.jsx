import Field from '../components/Field';

export default function SignIn({ failed = false }) {
  return (
    <div className="middle">
      <form className="card narrow">
        <h1>Welcome to the quay</h1>
        {failed && <p className="error">That password does not open this gate.</p>}
        <Field label="Email" type="email" placeholder="harbour.master@example.org" />
        <Field label="Password" type="password" />
        <label className="check">
          <input type="checkbox" /> Stay signed in on this bridge
        </label>
        <button className="primary">Sign in</button>
        <a href="/forgot">Forgot your password?</a>
      </form>
    </div>
  );
}
