import { expect, test, vi } from "vitest";
import * as vscode from "vscode";
import { nameOfImage, pictureOfFile, pictureOfTransfer } from "../../src/gestures/picture";
import { transfer } from "./transfer";

const BYTES = Uint8Array.of(137, 80, 78, 71);

test("a picture on the clipboard goes to the server whole", async () => {
  const file = { name: "image.png", data: () => Promise.resolve(BYTES) };

  const picture = await pictureOfTransfer(transfer({ "image/png": file }));

  expect(picture).toEqual({ image: "data:image/png;base64,iVBORw==", name: "the pasted picture" });
});

test("a file that was dropped goes by its place", async () => {
  const file = { name: "login.png", uri: vscode.Uri.parse("file:///pictures/login.png") };

  const picture = await pictureOfTransfer(transfer({ "image/png": file }));

  expect(picture).toEqual({ image: "file:///pictures/login.png", name: "login.png" });
});

test("of files of the explorer the first picture is taken", async () => {
  const list = "file:///w/notes.txt\r\nfile:///w/a%20page.WEBP\r\nfile:///w/b.png";

  const picture = await pictureOfTransfer(transfer({ "text/uri-list": list }));

  expect(picture).toEqual({ image: "file:///w/a%20page.WEBP", name: "a page.WEBP" });
});

test("text and other files are no picture", async () => {
  const list = "# pictures.png\r\nfile:///w/notes.txt";

  const picture = await pictureOfTransfer(transfer({ "text/plain": "a.png", "text/uri-list": list }));

  expect(picture).toBeUndefined();
});

test("a picture where the server cannot look is read for it", async () => {
  vi.spyOn(vscode.workspace.fs, "readFile").mockResolvedValue(BYTES);

  const picture = await pictureOfFile(vscode.Uri.parse("vscode-vfs://github/a/b/login.jpg"));

  expect(picture).toEqual({ image: "data:image/jpeg;base64,iVBORw==", name: "login.jpg" });
});

test.each([
  ["data:image/png;base64,iVBORw==", "the embedded picture"],
  ["images/login.png", "login.png"],
])("the picture %s is called %s", (image, name) => {
  expect(nameOfImage(image)).toBe(name);
});
