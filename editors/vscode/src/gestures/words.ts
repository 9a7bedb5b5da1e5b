import * as vscode from "vscode";
import type { Limner } from "../limner";
import { ASK_COMMAND, type AskParams } from "../protocol";
import { carryOut } from "./command";
import { editorInUse, placeAtCursor, placeForPage, toldPlace } from "./place";
import { generate } from "./previewed";

/** Code from words that the user types in. */
export async function generateFromWords(limner: Limner): Promise<void> {
  const what = await vscode.window.showInputBox({
    title: "Generate Code from Words",
    prompt: "What is to be written?",
    placeHolder: "a login form with two fields and a button",
    ignoreFocusOut: true,
  });
  if (!what?.trim()) return;
  const place = placeAtCursor() ?? (await placeForPage());
  await generate(limner, (client) => ({ ...toldPlace(client, place), what }));
}

/** An answer to a question, by what the user looks at. */
export async function askQuestion(limner: Limner): Promise<void> {
  const question = await vscode.window.showInputBox({
    title: "Ask about This Code",
    prompt: "What do you want to know?",
    placeHolder: "where is the discount calculated?",
    ignoreFocusOut: true,
  });
  if (!question?.trim()) return;
  const client = await limner.client();
  const editor = editorInUse();
  if (!client) return;
  const shown: Omit<AskParams, "question"> = editor
    ? toldPlace(client, { document: editor.document, range: selected(editor) })
    : {};
  await carryOut(limner, ASK_COMMAND, { ...shown, question });
}

/** A cursor that stands anywhere says nothing of what is meant; a selection does. */
function selected({ selection }: vscode.TextEditor): vscode.Range | undefined {
  return selection.isEmpty ? undefined : selection;
}
