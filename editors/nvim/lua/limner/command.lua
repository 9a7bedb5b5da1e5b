--- The command `:Limner`: what its words mean, and how they are completed.
local M = {}

local STACKS = { "html", "tailwind", "react", "vue" }
local STYLES = { "google", "numpy", "sphinx" }
-- What the server reads, as `limner code` does.
local PICTURES = { "png", "jpg", "jpeg", "webp", "gif", "bmp", "tif", "tiff" }
-- What may follow a subcommand, beside words.
local TAKES = {
  code = { image = true, stack = true },
  fix = { image = true },
  test = {},
  doc = { style = true },
  generate = { stack = true },
  locate = { image = true },
  ask = { image = true },
  tune = {},
  preview = {},
  cancel = {},
}

---@param name string
---@return boolean
local function is_picture(name)
  return vim.list_contains(PICTURES, vim.fn.fnamemodify(name, ":e"):lower())
end

---@param lead string as typed, with backslashes before blanks.
---@return string[] pictures, and folders that may have some.
local function pictures(lead)
  local found = {}
  for _, name in ipairs(vim.fn.getcompletion(lead:gsub("\\(.)", "%1"), "file")) do
    if name:find("[/\\]$") or is_picture(name) then
      found[#found + 1] = vim.fn.escape(name, " \\")
    end
  end
  return found
end

--- Complete the command line, for |:command-completion-customlist|.
---@param lead string
---@param line string
---@param position integer
---@return string[]
function M.complete(lead, line, position)
  local before = line:sub(1, position - #lead)
  local task = before:match("Limner!?%s+(%l+)%s")
  local words ---@type string[]
  local found = {} ---@type string[]
  if not task then
    words = vim.tbl_keys(TAKES)
    table.sort(words)
  else
    local takes = TAKES[task] or {}
    words = takes.stack and STACKS or takes.style and STYLES or {}
    found = takes.image and pictures(lead) or {}
  end
  local fitting = vim.tbl_filter(function(word)
    return vim.startswith(word, lead)
  end, words)
  return vim.list_extend(fitting, found)
end

--- Take pictures, stacks and styles from the front of the words.
---@param task string
---@param words string[]
---@return { image: string?, stack: string?, style: string? } taken
---@return integer how many words were taken.
local function take(task, words)
  local takes, taken, count = TAKES[task], {}, 0
  for _, word in ipairs(words) do
    if takes.stack and not taken.stack and vim.list_contains(STACKS, word) then
      taken.stack = word
    elseif takes.style and not taken.style and vim.list_contains(STYLES, word) then
      taken.style = word
    elseif takes.image and not taken.image and is_picture(word) then
      taken.image = vim.fn.fnamemodify(vim.fn.expand(word), ":p")
    else
      break
    end
    count = count + 1
  end
  return taken, count
end

--- Look at the last draft again.
---@param mods vim.api.keyset.parse_cmd.mods
local function reopen(mods)
  local draft = require("limner.draft").last()
  if not draft then
    return require("limner.client").complain("there is no draft yet: see :help :Limner-code")
  end
  require("limner.preview").new(draft.reply.name, mods):show(draft)
end

--- Run the command.
---@param command vim.api.keyset.create_user_command.command_args
function M.run(command)
  local words = command.fargs
  local task = words[1]
  if task == "cancel" then
    local stopped = require("limner.running").cancel_all()
    local line = stopped > 0 and "Limner: cancelled" or "Limner: nothing runs"
    vim.api.nvim_echo({ { line } }, false, {})
    return
  elseif task == "preview" then
    return reopen(command.smods)
  elseif not TAKES[task] then
    local known = vim.tbl_keys(TAKES)
    table.sort(known)
    local line = ("no such task: %s; one of %s"):format(task, table.concat(known, ", "))
    return require("limner.client").complain(line)
  end
  local Place = require("limner.place")
  local tasks = require("limner.tasks")
  local taken, count = take(task, vim.list_slice(words, 2))
  local rest = vim.list_slice(words, 2 + count)
  if task == "code" and #rest > 0 then
    local line = ("%s is no picture and no stack (%s)"):format(rest[1], table.concat(STACKS, ", "))
    return require("limner.client").complain(line)
  end
  require("limner.client").with(vim.api.nvim_get_current_buf(), function(client)
    local selected = command.range > 0
    local place = selected and Place.lines(client, command.line1, command.line2)
      or Place.cursor(client)
    tasks.by_name[task]({
      place = place,
      words = table.concat(rest, " "),
      image = taken.image,
      stack = taken.stack,
      style = taken.style,
      inline = command.bang or tasks.is_inline(),
      mods = command.smods,
    })
  end)
end

return M
