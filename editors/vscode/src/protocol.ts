// Written by editors/declare.py from what the server declares: change it there.
import type { ProgressToken, Range, WorkspaceEdit } from "vscode-languageclient/node";

export const CODE_COMMAND = "limner.code";
export const CODE_REQUEST = "limner/code";
export const FIX_COMMAND = "limner.fix";
export const FIX_REQUEST = "limner/fix";
export const TEST_COMMAND = "limner.test";
export const TEST_REQUEST = "limner/test";
export const DOC_COMMAND = "limner.doc";
export const DOC_REQUEST = "limner/doc";
export const GENERATE_COMMAND = "limner.generate";
export const GENERATE_REQUEST = "limner/generate";
export const LOCATE_COMMAND = "limner.locate";
export const LOCATE_REQUEST = "limner/locate";
export const ASK_COMMAND = "limner.ask";
export const ASK_REQUEST = "limner/ask";
export const TUNE_COMMAND = "limner.tune";
export const ANSWER_COMMAND = "limner.answer";
export const CANCEL_COMMAND = "limner.cancel";
export const ACCEPT_REQUEST = "limner/accept";
export const DRAWN_REQUEST = "limner/drawn";
export const STATUS_REQUEST = "limner/status";
export const STATUS_CHANGED = "limner/didChangeStatus";

/** Write the picture as code, into the document. */
export interface CodeParams {
  /** of the document. */
  readonly uri: string;
  /** what the code replaces, or an empty range where it is inserted; undefined: at the end. */
  readonly range?: Range;
  /** a path (relative to the document or the workspace), a `file:` or a `data:` URI, or undefined for the picture on the clipboard. */
  readonly image?: string;
  /** the dialect, or undefined to choose by the document and the settings. */
  readonly stack?: "html" | "tailwind" | "react" | "vue";
  /** of the document that `range` was measured in, or undefined for the current one. */
  readonly version?: number;
  /** whether the answer shall say what a preview shows; of requests only. */
  readonly preview?: boolean;
  /** where to stream what has been written so far, or undefined. */
  readonly partialResultToken?: ProgressToken;
  /** where to report what is being done, or undefined. */
  readonly workDoneToken?: ProgressToken;
  /** of a picture whose URI does not say it, for titles, classes and files: "login.png". */
  readonly name?: string;
}

/** A diagnostic of another server, as the client passes it on. */
export interface Reported {
  /** what it is about. */
  readonly range: Range;
  /** as stated. */
  readonly message: string;
  /** "F821", "2304", or "". */
  readonly code?: string;
  /** "Ruff", "Pyright", "ts", or "". */
  readonly source?: string;
}

/** Find a fix for what fails. */
export interface FixParams {
  /** of the document to fix, of its test, or of the one that shows the traceback. */
  readonly uri: string;
  /** the function or selection to fix; undefined: anywhere in the document. */
  readonly range?: Range;
  /** command of the failing test, as typed in a shell; empty to find the tests. */
  readonly test?: string;
  /** text of a traceback; empty for none. */
  readonly traceback?: string;
  /** picture of one: a path (relative to the document or the workspace), a `file:` or a `data:` URI; empty for none. */
  readonly image?: string;
  /** whether the picture is the one on the clipboard. */
  readonly clipboard?: boolean;
  /** what to get rid of, or undefined. */
  readonly diagnostic?: Reported;
  /** of the document that the ranges were measured in, or undefined for the current one. */
  readonly version?: number;
  /** where to report what is being done, or undefined. */
  readonly workDoneToken?: ProgressToken;
}

/** What is meant. */
export interface SubjectParams {
  /** of the document. */
  readonly uri: string;
  /** "name", "Class" or "Class.method" in it; empty to go by the range. */
  readonly symbol?: string;
  /** the function, class or selection; undefined for the whole document. */
  readonly range?: Range;
  /** of the document that `range` was measured in, or undefined for the current one. */
  readonly version?: number;
  /** where to report what is being done, or undefined. */
  readonly workDoneToken?: ProgressToken;
}

/** What is to be documented. */
export interface DocParams {
  /** of the document. */
  readonly uri: string;
  /** "name", "Class" or "Class.method" in it; empty to go by the range. */
  readonly symbol?: string;
  /** the function, class or selection; undefined for the whole document. */
  readonly range?: Range;
  /** of the document that `range` was measured in, or undefined for the current one. */
  readonly version?: number;
  /** where to report what is being done, or undefined. */
  readonly workDoneToken?: ProgressToken;
  /** of docstrings, or undefined to go by the settings. */
  readonly style?: "auto" | "google" | "numpy" | "sphinx";
}

/** Write code from words, into the document. */
export interface GenerateParams {
  /** of the document. */
  readonly uri: string;
  /** the words. */
  readonly what: string;
  /** what the code replaces, or an empty range below whose line it goes; undefined: at the end. */
  readonly range?: Range;
  /** the dialect of a page, or undefined to choose by the document and the settings. */
  readonly stack?: "html" | "tailwind" | "react" | "vue";
  /** of the document that `range` was measured in, or undefined for the current one. */
  readonly version?: number;
  /** whether the answer shall say what a preview shows; of requests only. */
  readonly preview?: boolean;
  /** where to report what is being done, or undefined. */
  readonly workDoneToken?: ProgressToken;
}

/** Find the source of a picture. */
export interface LocateParams {
  /** of the document that names it; empty for the first folder of the workspace. */
  readonly uri?: string;
  /** a path (relative to the document or the workspace), a `file:` or a `data:` URI. */
  readonly image?: string;
  /** whether it is on the clipboard. */
  readonly clipboard?: boolean;
  /** where to report what is being done, or undefined. */
  readonly workDoneToken?: ProgressToken;
}

/** Answer a question. */
export interface AskParams {
  /** in words. */
  readonly question: string;
  /** of the document that the user looks at; empty for none. */
  readonly uri?: string;
  /** of what the user looks at in it; undefined for the whole document. */
  readonly range?: Range;
  /** a path (relative to the document or the workspace), a `file:` or a `data:` URI; empty for none. */
  readonly image?: string;
  /** whether the picture is on the clipboard. */
  readonly clipboard?: boolean;
  /** of the document that `range` was measured in, or undefined for the current one. */
  readonly version?: number;
  /** where to report what is being done, or undefined. */
  readonly workDoneToken?: ProgressToken;
}

/** Have an adapter learn from the code of a folder. */
export interface TuneParams {
  /** of a document in the folder; empty for the first one that the editor shows. */
  readonly uri?: string;
  /** "ui", "fix", "test" or "doc"; empty for all. */
  readonly task?: string;
  /** the model that learns; empty for the one in use. */
  readonly base?: string;
  /** of training at most; undefined for as long as a few passes take. */
  readonly minutes?: number;
  /** where to report what is being done, or undefined. */
  readonly workDoneToken?: ProgressToken;
}

/** Put a candidate into its document, as one edit that can be undone. */
export interface AcceptParams {
  /** named by an earlier answer of this server. */
  readonly draft: string;
  /** index of the candidate; undefined to put back what stood there before. */
  readonly choice?: number;
  /** index of the candidate that the client has put in by itself, or undefined. */
  readonly instead?: number;
}

/** Tell which parts of a picture a document draws. */
export interface DrawnParams {
  /** of the document. */
  readonly uri: string;
}

/** What was measured of a suggestion. */
export interface Proof {
  /** proven, unproven or refuted. */
  readonly status: "proven" | "unproven" | "refuted";
  /** one line for an editor's title, such as "looks 96 % like the picture". */
  readonly summary: string;
  /** what was measured, each 0 to 1 unless its name says otherwise. */
  readonly figures: Readonly<Record<string, number>>;
  /** what would make it provable, where it is unproven. */
  readonly remedy: string;
}

/** A picture that code was asked for. */
export interface Shot {
  /** of the picture, `data:` and a PNG. */
  readonly uri: string;
  /** in pixels. */
  readonly width: number;
  /** in pixels. */
  readonly height: number;
}

/** The part of a picture that some lines draw. */
export interface DrawnLines {
  /** 0-based. */
  readonly first_line: number;
  /** 0-based, inclusive. */
  readonly last_line: number;
  /** left, top, right and bottom in the picture's pixels. */
  readonly box: readonly [number, number, number, number];
}

/** One candidate, as a preview shows it. */
export interface Choice {
  /** "trace", "model", ... */
  readonly proposer: string;
  /** what goes into the document: a part or the whole. */
  readonly code: string;
  /** 0 to 1; higher is better. */
  readonly score: number;
  /** what was measured of it. */
  readonly proof: Proof;
  /** what the browser drew of it, a `data:` URI of a PNG; empty where it drew nothing. */
  readonly rendering: string;
  /** which part of the picture which lines of `code` draw. */
  readonly drawn: readonly DrawnLines[];
}

/** What the answers of `limner/code` and `limner/generate` say of their draft. */
export interface DraftReply {
  /** its name, for `limner/accept`. */
  readonly draft: string;
  /** of what it shows, for titles: "login.png". */
  readonly name: string;
  /** of the document that it is for. */
  readonly uri: string;
  /** the dialect of a page; null for other code. */
  readonly stack: "html" | "tailwind" | "react" | "vue" | null;
  /** what the edit inserts; of other code, which may be in several files, a unified diff. */
  readonly code: string;
  /** a WorkspaceEdit that applies the first candidate; null where there is none. */
  readonly edit: WorkspaceEdit | null;
  /** the files to write beside it: base64 by URI. */
  readonly files: Readonly<Record<string, string>>;
  /** of the first candidate. */
  readonly proof: Proof;
  /** the picture; null where it was made from words, or no preview was asked for. */
  readonly shot: Shot | null;
  /** the candidates, best first; empty where no preview was asked for, and for code that is no page: that is accepted as choice 0. */
  readonly choices: readonly Choice[];
  /** seconds by step. */
  readonly timings: Readonly<Record<string, number>>;
  /** the engine and model that took part, or why none did. */
  readonly engine: string;
}

/** Whether the client took the edit over; the user has heard why where it did not. */
export interface AcceptReply {
  /** Whether the client took the edit over; the user has heard why where it did not. */
  readonly applied: boolean;
}

/** Lines of a document, and what they draw. */
export interface DrawnPart {
  /** that they came with. */
  readonly draft: string;
  /** of whole lines in the document as it is now. */
  readonly range: Range;
  /** left, top, right and bottom in the picture's pixels. */
  readonly box: readonly [number, number, number, number];
}

/** The parts in order of lines, the outer before the inner; none where nothing was accepted. */
export interface DrawnReply {
  /** The parts in order of lines, the outer before the inner; none where nothing was accepted. */
  readonly parts: readonly DrawnPart[];
}

/** What the server is doing, and whom it asks. */
export interface Status {
  /** titles of what is being done, the oldest first; empty where it is idle. */
  readonly tasks: readonly string[];
  /** where it is. */
  readonly engine: "local" | "remote" | "none";
  /** of an engine that the user configured; else empty. */
  readonly url: string;
  /** chosen in the settings or by `limner model use`. */
  readonly model: string;
  /** whether the local engine's process is there; it starts when first needed. */
  readonly running: boolean;
  /** the model that it has loaded; empty for none. */
  readonly loaded: string;
  /** what the engine last failed with; empty where nothing did. */
  readonly error: string;
  /** of that model, by the task that uses them here ("ui", "fix", "test", "doc"). */
  readonly adapters: Readonly<Record<string, string>>;
}

/** What has been written so far: the value of a partial result of `limner/code`. */
export interface Written {
  /** "report". */
  readonly kind: string;
  /** all of it, not only what is new. */
  readonly text: string;
}
