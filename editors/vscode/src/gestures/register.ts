import * as vscode from "vscode";
import type { Limner } from "../limner";
import {
  CODE_COMMAND,
  type CodeParams,
  DOC_COMMAND,
  FIX_COMMAND,
  GENERATE_COMMAND,
  type GenerateParams,
  TEST_COMMAND,
} from "../protocol";
import { carryOut, PLAIN_COMMANDS } from "./command";
import { registerDrop } from "./drop";
import { doHere } from "./here";
import { registerPaste } from "./paste";
import { codeFromClipboard, codeFromImage, locateImage } from "./pictures";
import { codeInPreview, generate } from "./previewed";
import { nameOfImage } from "./picture";
import { chooseStack } from "./stack";
import { tuneHere } from "./tune";
import { askQuestion, generateFromWords } from "./words";

/** Everything by which a user asks for something: paste, drop, menus, the palette, code actions. */
export function registerGestures(limner: Limner): vscode.Disposable {
  return vscode.Disposable.from(
    registerPaste(limner),
    registerDrop(limner),
    ...commands(limner),
    ...codeActions(limner),
  );
}

function commands(limner: Limner): vscode.Disposable[] {
  const { registerCommand } = vscode.commands;
  return [
    registerCommand("limner.codeFromClipboard", () => codeFromClipboard(limner)),
    registerCommand("limner.codeFromImage", (uri?: vscode.Uri) => codeFromImage(limner, uri)),
    registerCommand("limner.locateImage", (uri?: vscode.Uri) => locateImage(limner, uri)),
    registerCommand("limner.fixHere", () => doHere(limner, FIX_COMMAND)),
    registerCommand("limner.testHere", () => doHere(limner, TEST_COMMAND)),
    registerCommand("limner.documentHere", () => doHere(limner, DOC_COMMAND)),
    registerCommand("limner.generateFromWords", () => generateFromWords(limner)),
    registerCommand("limner.askQuestion", () => askQuestion(limner)),
    registerCommand("limner.tuneHere", () => tuneHere(limner)),
    registerCommand("limner.chooseStack", chooseStack),
  ];
}

/** The server's code actions: pages are shown before they go in, the rest goes on in sight. */
function codeActions(limner: Limner): vscode.Disposable[] {
  return [
    limner.takeCommand(CODE_COMMAND, async (argument) => {
      const params = argument as CodeParams;
      if (!params.image) await codeFromClipboard(limner, params);
      else await codeInPreview(limner, nameOfImage(params.image), () => params);
    }),
    limner.takeCommand(GENERATE_COMMAND, async (argument) => {
      await generate(limner, () => argument as GenerateParams);
    }),
    ...PLAIN_COMMANDS.map((command) =>
      limner.takeCommand(command, (argument) => carryOut(limner, command, argument as object)),
    ),
  ];
}
