import * as vscode from "vscode";
import type { Limner } from "../limner";

/** Everything by which a user asks for something: paste, drop, menus, the palette, code actions. */
export function registerGestures(_limner: Limner): vscode.Disposable {
  return vscode.Disposable.from();
}
