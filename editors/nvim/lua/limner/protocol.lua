-- Written by editors/declare.py from what the server declares: change it there.

--- Write the picture as code, into the document.
---@class limner.CodeParams
---@field uri string of the document.
---@field range? lsp.Range what the code replaces, or an empty range where it is inserted; nil: at the end.
---@field image? string a path (relative to the document or the workspace), a `file:` or a `data:` URI, or nil for the picture on the clipboard.
---@field stack? "html" | "tailwind" | "react" | "vue" the dialect, or nil to choose by the document and the settings.
---@field version? integer of the document that `range` was measured in, or nil for the current one.
---@field preview? boolean whether the answer shall say what a preview shows; of requests only.
---@field partialResultToken? lsp.ProgressToken where to stream what has been written so far, or nil.
---@field workDoneToken? lsp.ProgressToken where to report what is being done, or nil.
---@field name? string of a picture whose URI does not say it, for titles, classes and files: "login.png".

--- A diagnostic of another server, as the client passes it on.
---@class limner.Reported
---@field range lsp.Range what it is about.
---@field message string as stated.
---@field code? string "F821", "2304", or "".
---@field source? string "Ruff", "Pyright", "ts", or "".

--- Find a fix for what fails.
---@class limner.FixParams
---@field uri string of the document to fix, of its test, or of the one that shows the traceback.
---@field range? lsp.Range the function or selection to fix; nil: anywhere in the document.
---@field test? string command of the failing test, as typed in a shell; empty to find the tests.
---@field traceback? string text of a traceback; empty for none.
---@field image? string picture of one: a path (relative to the document or the workspace), a `file:` or a `data:` URI; empty for none.
---@field clipboard? boolean whether the picture is the one on the clipboard.
---@field diagnostic? limner.Reported what to get rid of, or nil.
---@field version? integer of the document that the ranges were measured in, or nil for the current one.
---@field workDoneToken? lsp.ProgressToken where to report what is being done, or nil.

--- What is meant.
---@class limner.SubjectParams
---@field uri string of the document.
---@field symbol? string "name", "Class" or "Class.method" in it; empty to go by the range.
---@field range? lsp.Range the function, class or selection; nil for the whole document.
---@field version? integer of the document that `range` was measured in, or nil for the current one.
---@field workDoneToken? lsp.ProgressToken where to report what is being done, or nil.

--- What is to be documented.
---@class limner.DocParams
---@field uri string of the document.
---@field symbol? string "name", "Class" or "Class.method" in it; empty to go by the range.
---@field range? lsp.Range the function, class or selection; nil for the whole document.
---@field version? integer of the document that `range` was measured in, or nil for the current one.
---@field workDoneToken? lsp.ProgressToken where to report what is being done, or nil.
---@field style? "auto" | "google" | "numpy" | "sphinx" of docstrings, or nil to go by the settings.

--- Write code from words, into the document.
---@class limner.GenerateParams
---@field uri string of the document.
---@field what string the words.
---@field range? lsp.Range what the code replaces, or an empty range below whose line it goes; nil: at the end.
---@field stack? "html" | "tailwind" | "react" | "vue" the dialect of a page, or nil to choose by the document and the settings.
---@field version? integer of the document that `range` was measured in, or nil for the current one.
---@field preview? boolean whether the answer shall say what a preview shows; of requests only.
---@field workDoneToken? lsp.ProgressToken where to report what is being done, or nil.

--- Find the source of a picture.
---@class limner.LocateParams
---@field uri? string of the document that names it; empty for the first folder of the workspace.
---@field image? string a path (relative to the document or the workspace), a `file:` or a `data:` URI.
---@field clipboard? boolean whether it is on the clipboard.
---@field workDoneToken? lsp.ProgressToken where to report what is being done, or nil.

--- Answer a question.
---@class limner.AskParams
---@field question string in words.
---@field uri? string of the document that the user looks at; empty for none.
---@field range? lsp.Range of what the user looks at in it; nil for the whole document.
---@field image? string a path (relative to the document or the workspace), a `file:` or a `data:` URI; empty for none.
---@field clipboard? boolean whether the picture is on the clipboard.
---@field version? integer of the document that `range` was measured in, or nil for the current one.
---@field workDoneToken? lsp.ProgressToken where to report what is being done, or nil.

--- Have an adapter learn from the code of a folder.
---@class limner.TuneParams
---@field uri? string of a document in the folder; empty for the first one that the editor shows.
---@field task? string "ui", "fix", "test" or "doc"; empty for all.
---@field base? string the model that learns; empty for the one in use.
---@field minutes? number of training at most; nil for as long as a few passes take.
---@field workDoneToken? lsp.ProgressToken where to report what is being done, or nil.

--- Put a candidate into its document, as one edit that can be undone.
---@class limner.AcceptParams
---@field draft string named by an earlier answer of this server.
---@field choice? integer index of the candidate; nil to put back what stood there before.
---@field instead? integer index of the candidate that the client has put in by itself, or nil.

--- Tell which parts of a picture a document draws.
---@class limner.DrawnParams
---@field uri string of the document.

--- What was measured of a suggestion.
---@class limner.Proof
---@field status "proven" | "unproven" | "refuted" proven, unproven or refuted.
---@field summary string one line for an editor's title, such as "looks 96 % like the picture".
---@field figures table<string, number> what was measured, each 0 to 1 unless its name says otherwise.
---@field remedy string what would make it provable, where it is unproven.

--- A picture that code was asked for.
---@class limner.Shot
---@field uri string of the picture, `data:` and a PNG.
---@field width integer in pixels.
---@field height integer in pixels.

--- The part of a picture that some lines draw.
---@class limner.DrawnLines
---@field first_line integer 0-based.
---@field last_line integer 0-based, inclusive.
---@field box number[] left, top, right and bottom in the picture's pixels.

--- One candidate, as a preview shows it.
---@class limner.Choice
---@field proposer string "trace", "model", ...
---@field code string what goes into the document: a part or the whole.
---@field score number 0 to 1; higher is better.
---@field proof limner.Proof what was measured of it.
---@field rendering string what the browser drew of it, a `data:` URI of a PNG; empty where it drew nothing.
---@field drawn limner.DrawnLines[] which part of the picture which lines of `code` draw.

--- What the answers of `limner/code` and `limner/generate` say of their draft.
---@class limner.DraftReply
---@field draft string its name, for `limner/accept`.
---@field name string of what it shows, for titles: "login.png".
---@field uri string of the document that it is for.
---@field stack "html" | "tailwind" | "react" | "vue" | nil the dialect of a page; nil for other code.
---@field code string what the edit inserts; of other code, which may be in several files, a unified diff.
---@field edit lsp.WorkspaceEdit | nil a WorkspaceEdit that applies the first candidate; nil where there is none.
---@field files table<string, string> the files to write beside it: base64 by URI.
---@field proof limner.Proof of the first candidate.
---@field shot limner.Shot | nil the picture; nil where it was made from words, or no preview was asked for.
---@field choices limner.Choice[] the candidates, best first; empty where no preview was asked for, and for code that is no page: that is accepted as choice 0.
---@field timings table<string, number> seconds by step.
---@field engine string the engine and model that took part, or why none did.

--- Whether the client took the edit over; the user has heard why where it did not.
---@class limner.AcceptReply
---@field applied boolean Whether the client took the edit over; the user has heard why where it did not.

--- Lines of a document, and what they draw.
---@class limner.DrawnPart
---@field draft string that they came with.
---@field range lsp.Range of whole lines in the document as it is now.
---@field box number[] left, top, right and bottom in the picture's pixels.

--- The parts in order of lines, the outer before the inner; none where nothing was accepted.
---@class limner.DrawnReply
---@field parts limner.DrawnPart[] The parts in order of lines, the outer before the inner; none where nothing was accepted.

--- What the server is doing, and whom it asks.
---@class limner.Status
---@field tasks string[] titles of what is being done, the oldest first; empty where it is idle.
---@field engine "local" | "remote" | "none" where it is.
---@field url string of an engine that the user configured; else empty.
---@field model string chosen in the settings or by `limner model use`.
---@field running boolean whether the local engine's process is there; it starts when first needed.
---@field loaded string the model that it has loaded; empty for none.
---@field error string what the engine last failed with; empty where nothing did.
---@field adapters table<string, string> of that model, by the task that uses them here ("ui", "fix", "test", "doc").

--- What has been written so far: the value of a partial result of `limner/code`.
---@class limner.Written
---@field kind string "report".
---@field text string all of it, not only what is new.

return {
  CODE_COMMAND = "limner.code",
  CODE_REQUEST = "limner/code",
  FIX_COMMAND = "limner.fix",
  FIX_REQUEST = "limner/fix",
  TEST_COMMAND = "limner.test",
  TEST_REQUEST = "limner/test",
  DOC_COMMAND = "limner.doc",
  DOC_REQUEST = "limner/doc",
  GENERATE_COMMAND = "limner.generate",
  GENERATE_REQUEST = "limner/generate",
  LOCATE_COMMAND = "limner.locate",
  LOCATE_REQUEST = "limner/locate",
  ASK_COMMAND = "limner.ask",
  ASK_REQUEST = "limner/ask",
  TUNE_COMMAND = "limner.tune",
  ANSWER_COMMAND = "limner.answer",
  CANCEL_COMMAND = "limner.cancel",
  ACCEPT_REQUEST = "limner/accept",
  DRAWN_REQUEST = "limner/drawn",
  STATUS_REQUEST = "limner/status",
  STATUS_CHANGED = "limner/didChangeStatus",
}
