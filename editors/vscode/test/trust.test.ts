import { expect, test } from "vitest";
import { withTrust } from "../src/trust";

const trusted = { trusted: true, asked: true };

test("a folder that VS Code was told to trust is not asked about again", () => {
  expect(withTrust({ trusted: "ask", stack: "vue" }, trusted)).toEqual({
    trusted: "always",
    stack: "vue",
  });
});

test("a user who wants nothing run is obeyed in a trusted folder", () => {
  expect(withTrust({ trusted: "never" }, trusted)).toEqual({ trusted: "never" });
});

test("where VS Code asks nobody, Limner does", () => {
  expect(withTrust({ trusted: "ask" }, { trusted: true, asked: false })).toEqual({ trusted: "ask" });
});

test.each(["ask", "always"])("in restricted mode nothing is run, whatever says %j", (setting) => {
  expect(withTrust({ trusted: setting }, { trusted: false, asked: true })).toEqual({
    trusted: "never",
  });
});

test.each([null, undefined, "text"])("%j, which holds no settings, stays as it is", (value) => {
  expect(withTrust(value, trusted)).toBe(value);
});
