--- A split beside the code: the code as it comes, what was measured of it, keys to take it.
require("limner.colours")
local page = require("limner.page")

local NAMESPACE = vim.api.nvim_create_namespace("limner.preview")
-- From here on two windows stand side by side with room for code in both.
local WIDE = 120
local FILETYPES = { html = "html", tailwind = "html", react = "javascriptreact", vue = "vue" }
local count = 0

---@class limner.Preview: limner.Listener
---@field bufnr integer
---@field private page limner.Page
---@field private height integer of what stands above the code.
---@field private syntax string? of the code, once it is known.
---@field private cancel fun()? stops the work.
---@field private closed boolean
local Preview = {}
Preview.__index = Preview

--- Open a preview of what is going to be written.
---@param title string
---@param mods? vim.api.keyset.parse_cmd.mods where the user wants the window: `:tab`, `:vertical`.
---@return limner.Preview
function Preview.new(title, mods)
  count = count + 1
  local bufnr = vim.api.nvim_create_buf(false, true)
  vim.api.nvim_buf_set_name(bufnr, ("limner://%d/%s"):format(count, title))
  local preview = { bufnr = bufnr, page = { title = title, code = "" }, closed = false }
  setmetatable(preview, Preview)
  preview:open(mods or {})
  preview:map()
  preview:draw()
  vim.api.nvim_create_autocmd("BufWipeout", {
    buffer = bufnr,
    callback = function()
      preview.closed = true
      preview:stop()
    end,
  })
  return preview
end

---@private
function Preview:open(mods)
  local placed = mods.vertical or mods.horizontal or (mods.tab or -1) >= 0 or mods.split
  if not placed or placed == "" then
    mods = { vertical = vim.o.columns >= WIDE, split = "botright" }
  end
  vim.cmd({ cmd = "sbuffer", args = { tostring(self.bufnr) }, mods = mods })
  vim.bo[self.bufnr].bufhidden = "wipe"
  vim.bo[self.bufnr].filetype = "limner"
  vim.bo[self.bufnr].modifiable = false
  for _, option in ipairs({ "number", "relativenumber", "wrap", "list", "spell", "foldenable" }) do
    vim.api.nvim_set_option_value(option, false, { scope = "local" })
  end
end

---@private
function Preview:map()
  local function map(keys, action, desc)
    for _, key in ipairs(keys) do
      vim.keymap.set("n", key, action, { buffer = self.bufnr, nowait = true, desc = desc })
    end
  end
  ---@param act fun(draft: limner.Draft)
  local function on_draft(act)
    return function()
      if self.page.draft then
        act(self.page.draft)
      end
    end
  end
  local function show()
    self:show(self.page.draft)
  end
  map({ "a", "<CR>" }, on_draft(function(draft)
    draft:accept(function()
      self:close()
    end)
  end), "Accept")
  map({ "d" }, on_draft(function(draft)
    draft:discard(function()
      self:close()
    end)
  end), "Discard")
  map({ "<Tab>" }, on_draft(function(draft)
    draft:move(1)
    show()
  end), "Next candidate")
  map({ "<S-Tab>" }, on_draft(function(draft)
    draft:move(-1)
    show()
  end), "Previous candidate")
  map({ "c" }, on_draft(function(draft)
    require("limner.choosing").candidate(draft, show)
  end), "Choose a candidate")
  map({ "o" }, on_draft(function(draft)
    require("limner.showing").pictures(draft)
  end), "Open the picture and what the code draws")
  map({ "K" }, on_draft(function(draft)
    local row = vim.api.nvim_win_get_cursor(0)[1] - self.height - 1
    require("limner.showing").part(draft, row)
  end), "Part of the picture")
  map({ "q", "<C-c>" }, function()
    self:close()
  end, "Cancel, close")
end

--- What stops the work while it is done.
---@param cancel fun()
function Preview:on_cancel(cancel)
  self.cancel = cancel
end

---@param value lsp.WorkDoneProgressReport
function Preview:progress(value)
  self.page.percentage = value.percentage or self.page.percentage
  -- The code is here to be read: a glimpse of it beside the bar would only flicker.
  self.page.message = value.message and value.message:match("^[^:]*") or self.page.message
  self:draw()
end

---@param text string
function Preview:written(text)
  self.page.code = text
  self:draw()
  self:colour(text:find("^%s*<") and FILETYPES.html or nil)
end

---@param is_done boolean
function Preview:over(is_done)
  self.cancel = nil
  if not is_done then
    self:close()
  end
end

--- Show what came of it.
---@param draft limner.Draft
function Preview:show(draft)
  local is_new = self.page.draft == nil
  self.page.draft = draft
  self.page.code = draft:choice().code
  self:draw()
  self:colour(FILETYPES[draft.reply.stack])
  local window = vim.fn.bufwinid(self.bufnr)
  if is_new and window >= 0 then
    vim.api.nvim_win_set_cursor(window, { self.height + 1, 0 })
  end
end

--- Close it; what is still being done for it ends.
function Preview:close()
  if not self.closed then
    self.closed = true
    self:stop()
    vim.api.nvim_buf_delete(self.bufnr, { force = true })
  end
end

---@private
function Preview:stop()
  local cancel = self.cancel
  self.cancel = nil
  if cancel then
    cancel()
  end
end

---@private
function Preview:draw()
  if self.closed then
    return
  end
  local window = vim.fn.bufwinid(self.bufnr)
  local width = window >= 0 and vim.api.nvim_win_get_width(window) or WIDE
  local lines, height, marks = page.write(self.page, width)
  vim.bo[self.bufnr].modifiable = true
  vim.api.nvim_buf_set_lines(self.bufnr, 0, -1, false, lines)
  vim.bo[self.bufnr].modifiable = false
  self.height = height
  vim.api.nvim_buf_clear_namespace(self.bufnr, NAMESPACE, 0, -1)
  for _, mark in ipairs(marks) do
    vim.api.nvim_buf_set_extmark(self.bufnr, NAMESPACE, mark.row, mark.first, {
      end_col = mark.last,
      hl_group = mark.group,
    })
  end
end

--- Give the code the colours of its language; what stands above it keeps its own.
---@private
---@param filetype string?
function Preview:colour(filetype)
  local wanted = filetype and ("%s %d"):format(filetype, self.height)
  if self.closed or not wanted or wanted == self.syntax then
    return
  end
  self.syntax = wanted
  vim.api.nvim_buf_call(self.bufnr, function()
    vim.cmd("syntax clear")
    vim.b.current_syntax = nil
    vim.cmd(("syntax include @limnerCode syntax/%s.vim"):format(filetype))
    vim.cmd(
      ([[syntax region limnerCode start=/\%%%dl/ end=/\%%$/ keepend contains=@limnerCode]]):format(
        self.height + 1
      )
    )
    vim.cmd("syntax sync fromstart")
    vim.b.current_syntax = "limner"
  end)
end

return Preview
