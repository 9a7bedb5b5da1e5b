---@brief
--- The configuration of the server, for `vim.lsp.enable("limner")`; change it by `vim.lsp.config`.

--- Have a code action's command done by the plugin, which shows it beside the code.
---@param command lsp.Command
---@param context { bufnr: integer, client_id: integer }
local function run(command, context)
  require("limner.tasks").command(command, context)
end

---@type vim.lsp.Config
return {
  cmd = { "limner", "lsp" },
  filetypes = {
    "python",
    "javascript",
    "javascriptreact",
    "typescript",
    "typescriptreact",
    "html",
    "htmldjango",
    "css",
    "vue",
    "svelte",
    "astro",
    "php",
    "markdown",
  },
  root_markers = { "pyproject.toml", "package.json", ".git" },
  capabilities = { experimental = { limner = { status = true } } },
  get_language_id = function(_, filetype)
    return filetype == "htmldjango" and "django-html" or filetype
  end,
  commands = {
    ["limner.code"] = run,
    ["limner.fix"] = run,
    ["limner.test"] = run,
    ["limner.doc"] = run,
    ["limner.generate"] = run,
    ["limner.locate"] = run,
    ["limner.ask"] = run,
  },
  handlers = {
    ["$/progress"] = function(err, params, context)
      local value = params.value
      if type(value) == "table" and value.text and not value.title then
        -- A partial result of ours is no progress that others could show.
        require("limner.running").written(params.token, value)
        return
      end
      return vim.lsp.handlers["$/progress"](err, params, context)
    end,
    ["limner/didChangeStatus"] = function(_, status, context)
      require("limner.status").changed(context.client_id, status)
    end,
    ["window/showDocument"] = function(err, params, context)
      return require("limner.answer").document(err, params, context)
    end,
  },
}
