export default function StormBanner({ force, until }) {
  return (
    <aside className="banner">
      <h2>Gale warning in force</h2>
      <p>
        Wind of force {force} is expected until {until}. Double your lines, take in loose canvas
        and stay clear of the eastern mole.
      </p>
      <button>I have seen this</button>
      <a href="/weather">Show the forecast</a>
    </aside>
  );
}
