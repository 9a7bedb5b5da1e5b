-- What is there from the start: one command and one mapping. The rest is loaded when it is used.
if vim.g.loaded_limner then
  return
end
vim.g.loaded_limner = true

if vim.fn.has("nvim-0.11") == 0 then
  vim.notify("Limner: needs Neovim 0.11 or newer", vim.log.levels.WARN)
  return
end

vim.api.nvim_create_user_command("Limner", function(command)
  require("limner.command").run(command)
end, {
  nargs = "+",
  range = true,
  bang = true,
  complete = function(...)
    return require("limner.command").complete(...)
  end,
  desc = "Pictures to code, and code that is proven",
})

vim.keymap.set({ "n", "x" }, "<Plug>(limner-paste)", function()
  require("limner").paste()
end, { desc = "Paste the clipboard's picture as code" })
