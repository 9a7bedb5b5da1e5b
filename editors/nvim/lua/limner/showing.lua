--- Showing what a terminal has no room for: pictures, and their parts in words.
local client_of = require("limner.client")

local M = {}

---@param uri string `data:` and a PNG.
---@param name string of the file.
---@return string? path of the file; it is gone when Neovim ends.
local function written(uri, name)
  local encoded = uri:match("^data:image/png;base64,(.+)$")
  if not encoded then
    return nil
  end
  local path = vim.fs.joinpath(vim.fn.fnamemodify(vim.fn.tempname(), ":h"), name)
  local file = assert(io.open(path, "wb"))
  file:write(vim.base64.decode(encoded))
  file:close()
  return path
end

--- Open the picture, and what the candidate draws, as the desktop opens pictures.
---@param draft limner.Draft
function M.pictures(draft)
  local shot, drawn = draft.reply.shot, draft:choice().rendering
  local paths = {
    shot and written(shot.uri, "picture.png"),
    written(drawn, ("candidate-%d.png"):format(draft.index)),
  }
  for _, path in pairs(paths) do
    local _, trouble = vim.ui.open(path)
    if trouble then
      return client_of.complain(trouble)
    end
  end
end

--- Tell which part of the picture a line of a candidate draws.
---@param draft limner.Draft
---@param row integer 0-based, in the candidate's code.
function M.part(draft, row)
  local found ---@type limner.DrawnLines?
  for _, part in ipairs(draft:choice().drawn) do
    local inside = part.first_line <= row and row <= part.last_line
    local less = not found or part.last_line - part.first_line <= found.last_line - found.first_line
    if inside and less then
      found = part
    end
  end
  local line = "This line draws nothing by itself."
  if found then
    local left, top, right, bottom = unpack(vim.tbl_map(function(edge)
      return math.floor(edge + 0.5)
    end, found.box))
    local words = "Draws %d by %d pixels of %s, at %d, %d."
    line = words:format(right - left, bottom - top, draft.reply.name, left, top)
  end
  vim.lsp.util.open_floating_preview({ line }, "", { focus_id = "limner.part" })
end

return M
