/** What the extension and the preview's webview say to each other. */
import type { DraftReply } from "../protocol";
import type { Box } from "./parts";

/** Of the answer, what is shown. */
export type Shown = Pick<
  DraftReply,
  "draft" | "name" | "stack" | "code" | "proof" | "shot" | "choices" | "timings" | "engine"
>;

/** Where a draft stands. */
export interface Standing {
  /** Index of the candidate that is looked at. */
  readonly chosen: number;
  /** Index of the one that is in the document; null where none is. */
  readonly placed: number | null;
  /** Whether the document is being changed. */
  readonly busy: boolean;
}

/** A request that has not been answered yet. */
export interface Working {
  readonly kind: "working";
  readonly title: string;
  readonly message: string;
  /** 0 to 1; null where nobody knows. */
  readonly fraction: number | null;
  /** What has been written so far. */
  readonly code: string;
}

/** Candidates to choose from. */
export interface Drafted extends Standing {
  readonly kind: "draft";
  readonly title: string;
  readonly reply: Shown;
}

/** Why there is nothing to show. */
export interface Failed {
  readonly kind: "failed";
  readonly title: string;
  readonly message: string;
}

/** All that the webview needs in order to be drawn from nothing. */
export type View = Working | Drafted | Failed;

/** Said to the webview: beside whole views, what changes while one is shown. */
export type ToWebview =
  | View
  | (Standing & { readonly kind: "standing" })
  /** The part of the picture that the cursor's line draws. */
  | { readonly kind: "part"; readonly box: Box | null };

/** Said by the webview. */
export type FromWebview =
  | { readonly kind: "ready" }
  | { readonly kind: "cancel" }
  | { readonly kind: "accept" }
  | { readonly kind: "discard" }
  | { readonly kind: "close" }
  | { readonly kind: "choose"; readonly choice: number }
  /** The mouse is on a part of the picture of what is in the document, or on none. */
  | { readonly kind: "point"; readonly box: Box | null }
  /** Go to the lines that draw it. */
  | { readonly kind: "reveal"; readonly box: Box };
