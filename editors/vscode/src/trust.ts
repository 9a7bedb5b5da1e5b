/** What VS Code says of the workspace. */
export interface WorkspaceTrust {
  readonly trusted: boolean;
  /** Whether VS Code asks about folders at all: where it does not, all count as trusted. */
  readonly asked: boolean;
}

/**
 * The settings as the server gets them. A user who has told VS Code whether to trust a folder is
 * not asked again.
 */
export function withTrust(settings: unknown, { trusted, asked }: WorkspaceTrust): unknown {
  if (typeof settings !== "object" || settings === null) return settings;
  if (!trusted) return { ...settings, trusted: "never" };
  const asks = !("trusted" in settings) || settings.trusted === "ask";
  return asks && asked ? { ...settings, trusted: "always" } : settings;
}
