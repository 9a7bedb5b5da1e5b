import type { WorkspaceEdit } from "vscode-languageclient/node";
import type { Limner } from "../limner";
import { ACCEPT_REQUEST, type AcceptParams, type AcceptReply, type DraftReply } from "../protocol";
import type { Drafted } from "./messages";

/** An answer with candidates, and where it stands. */
export class Draft {
  /** Of the document that the code goes into: the one it is for, or a file of its own. */
  readonly target: string;
  readonly #limner: Limner;
  readonly #reply: DraftReply;
  #chosen: number;
  #placed: number | null;
  /** The candidate that was in the document last. */
  #last: number | null;
  /** The candidate that we put in without the server, until it has heard of it. */
  #instead: number | undefined;
  #busy = false;

  constructor(
    limner: Limner,
    readonly title: string,
    reply: DraftReply,
    placed?: number,
  ) {
    this.target = targetOf(reply.edit) ?? reply.uri;
    this.#limner = limner;
    this.#reply = reply;
    this.#chosen = placed ?? 0;
    this.#placed = this.#last = placed ?? null;
    this.#instead = placed;
  }

  /** The name by which the server knows it. */
  get name(): string {
    return this.#reply.draft;
  }

  /** Whether one of its candidates has been in the document. */
  get wasPlaced(): boolean {
    return this.#last !== null;
  }

  /** What the page shows of it. */
  get view(): Drafted {
    const { draft, name, stack, code, proof, shot, choices, timings, engine } = this.#reply;
    return {
      kind: "draft",
      title: this.title,
      reply: { draft, name, stack, code, proof, shot, choices, timings, engine },
      chosen: this.#chosen,
      placed: this.#placed,
      busy: this.#busy,
    };
  }

  /** Look at a candidate. */
  choose(choice: number): void {
    if (choice in this.#reply.choices) this.#chosen = choice;
  }

  /** Note whether its code is still in the document: edits are undone, and done again. */
  notice(isThere: boolean): void {
    const last = this.#last === null ? undefined : this.#reply.choices[this.#last];
    // What draws nothing is not found in a document either.
    if (this.#busy || !last?.drawn.length) return;
    this.#placed = isThere ? (this.#placed ?? this.#last) : null;
  }

  /**
   * Put the candidate that is looked at into the document; true once it is there.
   *
   * @throws what the server says is in the way.
   */
  accept(changed: () => void): Promise<boolean> {
    return this.#put(this.#chosen, changed);
  }

  /**
   * Put back what stood in the document before; true once it is as it was.
   *
   * @throws what the server says is in the way.
   */
  async discard(changed: () => void): Promise<boolean> {
    return this.#placed === null || this.#put(null, changed);
  }

  async #put(choice: number | null, changed: () => void): Promise<boolean> {
    if (this.#busy) return false;
    this.#busy = true;
    changed();
    try {
      const client = await this.#limner.client();
      if (!client) return false;
      const params: AcceptParams = {
        draft: this.name,
        ...(choice === null ? {} : { choice }),
        ...(this.#instead === undefined ? {} : { instead: this.#instead }),
      };
      const { applied } = await client.sendRequest<AcceptReply>(ACCEPT_REQUEST, params);
      if (applied) {
        this.#placed = choice;
        this.#last = choice ?? this.#last;
        this.#instead = undefined;
      }
      return applied;
    } finally {
      this.#busy = false;
      changed();
    }
  }
}

/** The document that an edit changes. */
function targetOf(edit: WorkspaceEdit | null): string | undefined {
  const changes = (edit?.documentChanges ?? []).flatMap((change) =>
    "textDocument" in change ? [change.textDocument.uri] : [],
  );
  return changes.at(-1);
}
