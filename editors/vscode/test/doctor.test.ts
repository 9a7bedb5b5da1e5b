import { expect, test } from "vitest";
import { items } from "../src/doctor";
import { type Finding, summary } from "../src/server/examine";

const chromium: Finding = {
  name: "Chromium",
  there: false,
  detail: "not installed",
  remedy: "sudo apt-get install chromium",
  needed: true,
};
const gpu: Finding = { name: "GPU", there: false, detail: "none", remedy: "", needed: false };
const tesseract: Finding = { ...chromium, name: "Tesseract", there: true, detail: "5.5" };

test("what is missing and needed comes first, with the line that gets it", () => {
  const [first, second, third] = items([tesseract, gpu, chromium]);

  expect(first).toMatchObject({
    label: "$(error) Chromium",
    detail: "not installed: sudo apt-get install chromium",
    remedy: "sudo apt-get install chromium",
  });
  expect(second?.label).toBe("$(info) GPU");
  expect(third).toMatchObject({ label: "$(pass) Tesseract", detail: "5.5", remedy: "" });
});

test("the summary names what is needed, and nothing else", () => {
  expect(summary([tesseract, gpu, chromium])).toBe("Limner needs Chromium");
  expect(summary([tesseract, gpu])).toBe("Limner has all it needs on this machine");
});
