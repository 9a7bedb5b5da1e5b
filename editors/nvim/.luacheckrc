-- Neovim's Lua; of its tables only options and variables are written to.
std = "luajit"
codes = true
max_line_length = 100
read_globals = {
  vim = {
    other_fields = true,
    fields = {
      g = { read_only = false, other_fields = true },
      b = { read_only = false, other_fields = true },
      bo = { read_only = false, other_fields = true },
      wo = { read_only = false, other_fields = true },
    },
  },
}
-- What is said of each field stands on one line.
files["lua/limner/protocol.lua"] = { max_line_length = false }
