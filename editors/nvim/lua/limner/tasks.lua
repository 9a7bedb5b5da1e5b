--- What a user can ask for, from where the cursor is to what the server is asked.
local Draft = require("limner.draft")
local Ghost = require("limner.ghost")
local Place = require("limner.place")
local Preview = require("limner.preview")
local client_of = require("limner.client")
local protocol = require("limner.protocol")
local running = require("limner.running")

local M = {}

-- The commands whose results are shown before they stand in the document.
local PAGES = {
  [protocol.CODE_COMMAND] = protocol.CODE_REQUEST,
  [protocol.GENERATE_COMMAND] = protocol.GENERATE_REQUEST,
}
-- As much of a description as the name of a buffer has room for.
local LONGEST_TITLE = 40
-- What the server offers where the cursor is, by what the user asks for.
local KINDS = {
  code = { "refactor.rewrite.limner.image" },
  fix = { "quickfix.limner", "refactor.rewrite.limner.fix" },
  test = { "refactor.rewrite.limner.test", "source.limner.test" },
  doc = { "refactor.rewrite.limner.doc", "source.limner.doc" },
  generate = { "refactor.rewrite.limner.generate" },
  locate = { "limner.locate" },
  ask = { "limner.ask" },
}

--- What the user typed, with where.
---@class limner.Call
---@field place limner.Place
---@field words string what follows the subcommand.
---@field image? string a picture among the words, as a path.
---@field stack? string a dialect among the words.
---@field style? string a style of docstrings among the words.
---@field inline boolean whether text beside the code is enough.
---@field mods? vim.api.keyset.parse_cmd.mods

---@param call limner.Call
---@param title string
---@param method string
---@param params table
---@param done fun(result: any)
local function beside(call, title, method, params, done)
  local place = call.place
  local ghost = Ghost.new(place.bufnr, place:row(), title)
  running.start(place.client, place.bufnr, method, params, ghost, done)
end

--- Have a command of the server done; it applies and tells what comes of it.
---@param call limner.Call
---@param name string
---@param arguments table
local function execute(call, name, arguments)
  local params = { command = name, arguments = { arguments } }
  local title = name:gsub("^limner%.", "Limner: ")
  beside(call, title, "workspace/executeCommand", params, function() end)
end

--- Have a page written, and let the user see it before it stands in the document.
---@param call limner.Call
---@param name string
---@param arguments limner.CodeParams | limner.GenerateParams
---@param title string
local function write(call, name, arguments, title)
  local place, method = call.place, PAGES[name]
  local params = vim.tbl_extend("force", arguments, { preview = true })
  if call.inline then
    beside(call, title, method, params, function(reply)
      Draft.new(place, reply):accept()
    end)
    return
  end
  local preview = Preview.new(title, call.mods)
  local token = running.start(place.client, place.bufnr, method, params, preview, function(reply)
    local draft = Draft.new(place, reply)
    if #reply.choices > 0 then
      preview:show(draft)
    else
      preview:close()
      draft:accept()
    end
  end)
  preview:on_cancel(function()
    running.cancel(token)
  end)
end

--- What a page is made of, in a few words.
---@param arguments limner.CodeParams | limner.GenerateParams
---@return string
local function title_of(arguments)
  if arguments.what then
    return vim.fn.strcharpart(vim.trim(arguments.what):match("^[^\n]*"), 0, LONGEST_TITLE)
  end
  -- A code action says `null` for the clipboard's.
  local image = arguments.image
  image = type(image) == "string" and image or "the clipboard image"
  return image:find("^data:") and "the embedded image" or vim.fs.basename(image)
end

--- Do what the server's command says: in a preview, or by the server alone.
---@param call limner.Call
---@param name string
---@param arguments table
local function perform(call, name, arguments)
  if PAGES[name] then
    write(call, name, arguments, title_of(arguments))
  else
    execute(call, name, arguments)
  end
end

--- Do what the server offers here for a task, or `otherwise` where it offers nothing.
---@param call limner.Call
---@param task string
---@param more table of its arguments, what the user said besides.
---@param otherwise fun()
local function offered(call, task, more, otherwise)
  call.place:offered(KINDS[task], function(actions)
    if #actions == 0 then
      return otherwise()
    end
    -- The server tells the likeliest first; of fixes only the user knows which is meant.
    local likely = task == "fix" and actions or { actions[1] }
    require("limner.choosing").action(likely, function(action)
      local command = type(action.command) == "table" and action.command or action
      local arguments = vim.tbl_extend("force", command.arguments[1], more)
      perform(call, command.command, arguments)
    end)
  end)
end

---@param call limner.Call
---@param prompt string
---@param use fun(words: string)
local function ask_user(call, prompt, use)
  if call.words ~= "" then
    return use(call.words)
  end
  vim.ui.input({ prompt = prompt }, function(words)
    if words and words ~= "" then
      use(words)
    end
  end)
end

---@type table<string, fun(call: limner.Call)>
M.by_name = {}

function M.by_name.code(call)
  local params = vim.tbl_extend("error", call.place:params(), { stack = call.stack })
  if call.image then
    params.image = call.image
    return perform(call, protocol.CODE_COMMAND, params)
  end
  offered(call, "code", { stack = call.stack }, function()
    perform(call, protocol.CODE_COMMAND, params)
  end)
end

function M.by_name.fix(call)
  local params = call.place:params()
  -- What a traceback or a test tells is anywhere, unless the user says where.
  params.range = call.place.selected and params.range or nil
  params.image, params.test = call.image, call.words
  if call.image or call.words ~= "" then
    return perform(call, protocol.FIX_COMMAND, params)
  end
  offered(call, "fix", {}, function()
    perform(call, protocol.FIX_COMMAND, params)
  end)
end

---@param call limner.Call
---@param task "test" | "doc"
---@param name string
local function on_subject(call, task, name)
  local params = call.place:params()
  if call.words ~= "" then
    params.symbol, params.range, params.style = call.words, nil, call.style
    return perform(call, name, params)
  end
  offered(call, task, { style = call.style }, function()
    params.style = call.style
    perform(call, name, params)
  end)
end

function M.by_name.test(call)
  on_subject(call, "test", protocol.TEST_COMMAND)
end

function M.by_name.doc(call)
  on_subject(call, "doc", protocol.DOC_COMMAND)
end

function M.by_name.generate(call)
  local function from_words()
    ask_user(call, "Generate: ", function(words)
      local params = call.place:params()
      params.what, params.stack = words, call.stack
      perform(call, protocol.GENERATE_COMMAND, params)
    end)
  end
  if call.words ~= "" then
    return from_words()
  end
  offered(call, "generate", { stack = call.stack }, from_words)
end

function M.by_name.locate(call)
  local uri = call.place:params().uri
  if call.image then
    return perform(call, protocol.LOCATE_COMMAND, { uri = uri, image = call.image })
  end
  offered(call, "locate", {}, function()
    perform(call, protocol.LOCATE_COMMAND, { uri = uri, clipboard = true })
  end)
end

function M.by_name.ask(call)
  local function from_words()
    ask_user(call, "Ask: ", function(words)
      local params = call.place:params()
      params.question, params.image = words, call.image
      perform(call, protocol.ASK_COMMAND, params)
    end)
  end
  if call.words ~= "" then
    return from_words()
  end
  offered(call, "ask", { image = call.image }, from_words)
end

function M.by_name.tune(call)
  local params = { uri = call.place:params().uri }
  if call.words ~= "" then
    params.task = call.words
  end
  perform(call, protocol.TUNE_COMMAND, params)
end

--- Whether text beside the code is enough for the user, rather than a split.
---@return boolean
function M.is_inline()
  return vim.g.limner_preview == "inline"
end

--- Paste the picture on the clipboard as code, at the cursor or in place of the selection.
function M.paste()
  local bufnr = vim.api.nvim_get_current_buf()
  client_of.with(bufnr, function(client)
    local visual = vim.fn.mode():find("^[vV\22]")
    local place = visual and Place.visual(client) or Place.cursor(client)
    if visual then
      vim.cmd.normal({ vim.keycode("<Esc>"), bang = true })
    end
    local call = { place = place, words = "", inline = M.is_inline() }
    perform(call, protocol.CODE_COMMAND, place:params())
  end)
end

--- Do a command that a code action brings.
---@param command lsp.Command
---@param context { bufnr: integer, client_id: integer }
function M.command(command, context)
  local client = assert(vim.lsp.get_client_by_id(context.client_id))
  local place = Place.cursor(client)
  place.bufnr = context.bufnr
  local call = { place = place, words = "", inline = M.is_inline() }
  perform(call, command.command, command.arguments[1])
end

return M
