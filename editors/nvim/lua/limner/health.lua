--- `:checkhealth limner`: what is there, what is missing, and how to get it.
local client_of = require("limner.client")

local M = {}

-- The engine may have to be asked; a machine that is busy takes its time.
local PATIENCE = 20000

--- The executable, where the configuration names one.
---@param config vim.lsp.Config
---@return string?
local function executable(config)
  local cmd = config.cmd
  return type(cmd) == "table" and cmd[1] or nil
end

---@param command string[]
---@return vim.SystemCompleted?
local function run(command)
  local started, process = pcall(vim.system, command, { text = true })
  return started and process:wait(PATIENCE) or nil
end

local function check_neovim()
  local version = tostring(vim.version())
  if vim.fn.has("nvim-0.11") == 1 then
    vim.health.ok("Neovim " .. version)
  else
    vim.health.error("Neovim " .. version .. " is too old", "0.11 or newer is needed")
  end
  if vim.lsp.inline_completion then
    local on = vim.lsp.inline_completion.is_enabled()
    vim.health.ok("inline completion is " .. (on and "on" or "off: see :help limner-inline"))
  else
    vim.health.info("inline completion needs Neovim 0.12")
  end
end

---@param config vim.lsp.Config
---@return string? the executable, where it runs.
local function check_executable(config)
  local missing, name = client_of.missing(config), executable(config)
  if missing or not name then
    vim.health.error(missing or "the command of the server is a function: it cannot be checked")
    return nil
  end
  local result = run({ name, "--version" })
  if not result or result.code ~= 0 then
    local trouble = result and vim.trim(result.stderr) or "no such program"
    vim.health.error(("%s does not run: %s"):format(name, trouble))
    return nil
  end
  vim.health.ok(("%s: %s"):format(vim.fn.exepath(name), vim.trim(result.stdout)))
  return name
end

local function check_server()
  local clients = client_of.all()
  if #clients == 0 then
    vim.health.info('no server runs: it starts with :Limner, and after vim.lsp.enable("limner")')
  end
  for _, client in ipairs(clients) do
    local buffers = vim.tbl_count(client.attached_buffers)
    local version = vim.tbl_get(client, "server_info", "version") or "?"
    local line = "server %s in %s, for %d buffer%s"
    local root = client.root_dir or "no folder"
    vim.health.ok(line:format(version, root, buffers, buffers == 1 and "" or "s"))
  end
end

--- What a command of Limner's finds, of those that tell it as JSON.
---@param name string
---@param verb string
---@return any
local function ask(name, verb)
  local result = run({ name, verb, "--json" })
  local read, found = pcall(vim.json.decode, result and result.stdout or "")
  if read then
    return found
  end
  local trouble = result and vim.trim(result.stderr) or ""
  vim.health.error(("limner %s tells nothing: %s"):format(verb, trouble))
  return nil
end

---@param name string
local function check_engine(name)
  local status = ask(name, "status")
  if not status then
    return
  end
  local model = status.model
  if status.base_url ~= "" then
    return vim.health.ok(("%s at %s"):format(model, status.base_url))
  end
  local engine = status.engine
  if type(engine) ~= "table" then
    return vim.health.ok(model .. ": its process starts when it is first needed")
  end
  local line = ("%s: process %d, %s"):format(engine.model or model, engine.pid, engine.status)
  if (engine.error or "") ~= "" then
    return vim.health.error(line .. ": " .. engine.error)
  end
  vim.health.ok(line)
end

---@param name string
local function check_tools(name)
  for _, found in ipairs(ask(name, "doctor") or {}) do
    local line = ("%s: %s"):format(found.name, found.detail)
    local remedies = found.remedy ~= "" and { found.remedy } or {}
    if found.there then
      vim.health.ok(line)
    elseif found.needed then
      vim.health.error(line, remedies)
    else
      vim.health.warn(line, remedies)
    end
  end
end

function M.check()
  vim.health.start("limner: Neovim")
  check_neovim()
  vim.health.start("limner: server")
  local name = check_executable(vim.lsp.config.limner)
  check_server()
  if name then
    vim.health.start("limner: engine (limner status)")
    check_engine(name)
    vim.health.start("limner: tools (limner doctor)")
    check_tools(name)
  end
end

return M
