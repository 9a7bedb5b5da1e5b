/** What Limner writes pages in, and reads code of. The activation events name the same. */
export const LANGUAGES = [
  "html",
  "javascript",
  "javascriptreact",
  "markdown",
  "python",
  "typescript",
  "typescriptreact",
  "vue",
] as const;

/** The documents that Limner works on: saved ones, and those that have no file yet. */
export const DOCUMENTS: { readonly scheme: string; readonly language: string }[] =
  LANGUAGES.flatMap((language) => [
    { scheme: "file", language },
    { scheme: "untitled", language },
  ]);
