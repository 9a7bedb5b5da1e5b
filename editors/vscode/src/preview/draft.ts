import type { Limner } from "../limner";
import { ACCEPT_REQUEST, type AcceptParams, type AcceptReply, type DraftReply } from "../protocol";
import type { Drafted, Shown } from "./messages";

/** An answer with candidates, and where it stands. */
export class Draft {
  readonly #limner: Limner;
  readonly #shown: Shown;
  #chosen: number;
  #placed: number | null;
  /** The candidate that we put in without the server, until it has heard of it. */
  #instead: number | undefined;
  #busy = false;

  constructor(
    limner: Limner,
    readonly title: string,
    { edit: _edit, files: _files, ...shown }: DraftReply,
    placed?: number,
  ) {
    this.#limner = limner;
    this.#shown = shown;
    this.#chosen = placed ?? 0;
    this.#placed = placed ?? null;
    this.#instead = placed;
  }

  /** The name by which the server knows it. */
  get name(): string {
    return this.#shown.draft;
  }

  /** Of the document that it is for. */
  get uri(): string {
    return this.#shown.uri;
  }

  /** Whether one of its candidates is in the document. */
  get isPlaced(): boolean {
    return this.#placed !== null;
  }

  /** What the page shows of it. */
  get view(): Drafted {
    return {
      kind: "draft",
      title: this.title,
      reply: this.#shown,
      chosen: this.#chosen,
      placed: this.#placed,
      busy: this.#busy,
    };
  }

  /** Look at a candidate. */
  choose(choice: number): void {
    if (choice in this.#shown.choices) this.#chosen = choice;
  }

  /**
   * Put the candidate that is looked at into the document; true once it is there.
   *
   * @throws what the server says is in the way.
   */
  async accept(changed: () => void): Promise<boolean> {
    if (this.#busy) return false;
    if (this.#placed === this.#chosen) return true;
    return this.#put(this.#chosen, changed);
  }

  /**
   * Put back what stood in the document before; true once it is as it was.
   *
   * @throws what the server says is in the way.
   */
  async discard(changed: () => void): Promise<boolean> {
    if (this.#busy) return false;
    if (this.#placed === null) return true;
    return this.#put(null, changed);
  }

  async #put(choice: number | null, changed: () => void): Promise<boolean> {
    const client = await this.#limner.client();
    if (!client) return false;
    const params: AcceptParams = {
      draft: this.name,
      ...(choice === null ? {} : { choice }),
      ...(this.#instead === undefined ? {} : { instead: this.#instead }),
    };
    this.#busy = true;
    changed();
    try {
      const { applied } = await client.sendRequest<AcceptReply>(ACCEPT_REQUEST, params);
      if (applied) {
        this.#placed = choice;
        this.#instead = undefined;
      }
      return applied;
    } finally {
      this.#busy = false;
      changed();
    }
  }
}
