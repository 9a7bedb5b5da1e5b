--- Text beside the code that is not part of it: what is being done there, and what is written.
require("limner.colours")

local NAMESPACE = vim.api.nvim_create_namespace("limner.ghost")
-- More would push what the user is reading out of sight.
local MOST_LINES = 8

---@class limner.Ghost: limner.Listener
---@field bufnr integer
---@field title string
---@field private mark integer
---@field private line string
---@field private code string[]
local Ghost = {}
Ghost.__index = Ghost

--- Begin to show a task.
---@param bufnr integer
---@param row integer 0-based; the text moves with the line.
---@param title string
---@return limner.Ghost
function Ghost.new(bufnr, row, title)
  local ghost = setmetatable({ bufnr = bufnr, title = title, line = "", code = {} }, Ghost)
  row = math.min(row, vim.api.nvim_buf_line_count(bufnr) - 1)
  ghost.mark = vim.api.nvim_buf_set_extmark(bufnr, NAMESPACE, row, 0, {})
  ghost:draw()
  return ghost
end

---@param value lsp.WorkDoneProgressReport
function Ghost:progress(value)
  self.title = value.title or self.title
  local percentage = value.percentage and ("%d %% "):format(value.percentage) or ""
  local message = value.message or ""
  -- Where the code stands below, a glimpse of it in the message would be said twice.
  self.line = percentage .. (self.code[1] and message:match("^[^:]*") or message)
  self:draw()
end

---@param text string
function Ghost:written(text)
  local lines = vim.split(text, "\n", { trimempty = true })
  self.code = vim.list_slice(lines, math.max(#lines - MOST_LINES + 1, 1))
  self:draw()
end

function Ghost:over()
  if vim.api.nvim_buf_is_valid(self.bufnr) then
    vim.api.nvim_buf_del_extmark(self.bufnr, NAMESPACE, self.mark)
  end
end

---@private
function Ghost:draw()
  if not vim.api.nvim_buf_is_valid(self.bufnr) then
    return
  end
  local place = vim.api.nvim_buf_get_extmark_by_id(self.bufnr, NAMESPACE, self.mark, {})
  local below = {}
  for _, line in ipairs(self.code) do
    below[#below + 1] = { { line == "" and " " or line, "LimnerGhost" } }
  end
  local head = { { "  ● ", "LimnerBusy" }, { self.title .. " ", "LimnerGhost" } }
  head[#head + 1] = { self.line, "LimnerGhost" }
  vim.api.nvim_buf_set_extmark(self.bufnr, NAMESPACE, place[1] or 0, 0, {
    id = self.mark,
    virt_text = head,
    virt_lines = below,
    hl_mode = "combine",
  })
end

return Ghost
