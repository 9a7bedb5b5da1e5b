import { posix } from "node:path";
import * as vscode from "vscode";

/** A picture, as the server is told of it. */
export interface Picture {
  /** A `file:` or a `data:` URI; undefined for the one on the server's clipboard. */
  readonly image?: string;
  /** What to call it; the server is told where the URI does not say. */
  readonly name: string;
}

/** What the server reads, by MIME type. */
export const PICTURES: Readonly<Record<string, readonly string[]>> = {
  "image/png": ["png"],
  "image/jpeg": ["jpg", "jpeg"],
  "image/webp": ["webp"],
  "image/gif": ["gif"],
  "image/bmp": ["bmp"],
  "image/tiff": ["tif", "tiff"],
};
const URIS = "text/uri-list";
/** What the one on the clipboard is called. */
export const CLIPBOARD = "the clipboard's picture";
/** Browsers give this name to what comes without one. */
const NAMELESS = "image.png";

/** A picture in a file. */
export async function pictureOfFile(uri: vscode.Uri): Promise<Picture> {
  const name = posix.basename(uri.path);
  if (uri.scheme === "file") return { image: uri.toString(), name };
  // It lies where the server cannot look.
  return { image: dataUri(typeOf(name), await vscode.workspace.fs.readFile(uri)), name };
}

/** The first picture of what is pasted or dropped, read whole: it is there for the moment only. */
export async function pictureOfTransfer(
  transfer: vscode.DataTransfer,
): Promise<Picture | undefined> {
  for (const type of Object.keys(PICTURES)) {
    const file = transfer.get(type)?.asFile();
    if (!file) continue;
    if (file.uri?.scheme === "file") return pictureOfFile(file.uri);
    const name = file.name && file.name !== NAMELESS ? file.name : "the pasted picture";
    return { image: dataUri(type, await file.data()), name };
  }
  const uris = (await transfer.get(URIS)?.asString()) ?? "";
  const uri = uris.split(/\r?\n/).find((line) => !line.startsWith("#") && typeOf(line));
  return uri === undefined ? undefined : pictureOfFile(vscode.Uri.parse(uri));
}

/** The MIME type of a picture by its file's name; undefined for what is none. */
function typeOf(name: string): string | undefined {
  const extension = posix.extname(name).slice(1).toLowerCase();
  return Object.keys(PICTURES).find((type) => PICTURES[type]?.includes(extension));
}

function dataUri(type: string | undefined, content: Uint8Array): string {
  return `data:${type ?? "image/png"};base64,${Buffer.from(content).toString("base64")}`;
}

/** What to call the picture that a document names. */
export function nameOfImage(image: string): string {
  return image.startsWith("data:") ? "the embedded picture" : posix.basename(image);
}
