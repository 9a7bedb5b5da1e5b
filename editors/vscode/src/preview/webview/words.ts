/** What is measured of a page, in words; other figures are shown by their names. */
const FIGURES: Readonly<Record<string, string>> = {
  score: "Score",
  looks: "Looks",
  block: "Texts found",
  text: "Wording",
  position: "Positions",
  colour: "Colours",
  ssim: "Likeness overall",
  ink: "Likeness of details",
  plausible: "Tags that fit",
  covered: "Texts in fitting tags",
  flowing: "Laid out, not placed",
  lean: "No idle wrappers",
  parts: "Parts that are there",
  sound: "Soundness",
};

/** What a figure is called. */
export function figureName(name: string): string {
  return FIGURES[name] ?? sentence(name.replaceAll("_", " "));
}

/** With a capital letter. */
export function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** 0 to 1 as hundredths with one decimal, rounded down: 100 is a promise. */
export function tenths(share: number): string {
  return (Math.floor(share * 1000 + 1e-6) / 10).toFixed(1);
}

/** Seconds with one decimal. */
export function seconds(value: number): string {
  return `${value.toFixed(1)} s`;
}
