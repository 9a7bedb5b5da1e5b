"""The node types of tree-sitter's grammars that the search knows; names as the grammars have them.

Python's and JavaScript's stand together: they never clash, and TypeScript's grow from the latter.
"""

from __future__ import annotations

from typing import Final

# Their own text can stand anywhere an operand can, with no brackets around it.
ATOMS: Final = frozenset(
    [
        "identifier",
        "attribute",
        "subscript",
        "call",
        "parenthesized_expression",
        "list",
        "tuple",
        "dictionary",
        "set",
        "list_comprehension",
        "generator_expression",
        "dictionary_comprehension",
        "set_comprehension",
        "string",
        "integer",
        "float",
        "true",
        "false",
        "none",
        "member_expression",
        "subscript_expression",
        "call_expression",
        "new_expression",
        "array",
        "object",
        "template_string",
        "number",
        "null",
        "undefined",
        "this",
    ]
)
EXPRESSIONS: Final = ATOMS | frozenset(
    [
        "binary_operator",
        "unary_operator",
        "boolean_operator",
        "comparison_operator",
        "not_operator",
        "conditional_expression",
        "concatenated_string",
        "lambda",
        "await",
        "binary_expression",
        "unary_expression",
        "ternary_expression",
        "arrow_function",
        "function_expression",
        "await_expression",
        "regex",
    ]
)
FUNCTIONS: Final = frozenset(
    [
        "function_definition",
        "lambda",
        "function_declaration",
        "generator_function_declaration",
        "function_expression",
        "arrow_function",
        "method_definition",
        "generator_function",
    ]
)
STATEMENTS: Final = frozenset(
    [
        "expression_statement",
        "return_statement",
        "if_statement",
        "for_statement",
        "while_statement",
        "try_statement",
        "with_statement",
        "raise_statement",
        "break_statement",
        "continue_statement",
        "pass_statement",
        "delete_statement",
        "assert_statement",
        "lexical_declaration",
        "variable_declaration",
        "for_in_statement",
        "throw_statement",
        "do_statement",
        "switch_statement",
    ]
)
BLOCKS: Final = frozenset({"block", "statement_block", "module", "program"})
LOOPS: Final = frozenset({"for_statement", "while_statement", "for_in_statement", "do_statement"})
CALLS: Final = frozenset({"call", "call_expression"})
MEMBERS: Final = frozenset({"attribute", "member_expression"})
SUBSCRIPTS: Final = frozenset({"subscript", "subscript_expression"})
CONDITIONALS: Final = frozenset({"conditional_expression", "ternary_expression"})
NUMBERS: Final = frozenset({"integer", "float", "number"})
BRANCHES: Final = frozenset({"if_statement", "elif_clause", "while_statement"})
BINARY: Final = frozenset(
    {"binary_operator", "binary_expression", "boolean_operator", "comparison_operator"}
)
ASSIGNMENTS: Final = frozenset({"assignment", "assignment_expression", "variable_declarator"})
AUGMENTED: Final = frozenset({"augmented_assignment", "augmented_assignment_expression"})

# Nothing under these is ever changed: names of modules, types, what is only said.
OPAQUE: Final = frozenset(
    [
        "comment",
        "import_statement",
        "import_from_statement",
        "future_import_statement",
        "type",
        "decorator",
        "global_statement",
        "nonlocal_statement",
        "type_annotation",
        "type_arguments",
        "type_parameters",
        "type_alias_declaration",
        "interface_declaration",
        "import",
        "export_clause",
        "hash_bang_line",
        "string_start",
        "string_content",
        "string_end",
        "escape_sequence",
        "string_fragment",
        "escape_interpolation",
    ]
)
# Only these fields of such a parent are read; the others are bound, or name something.
READ_ONLY_IN: Final[dict[str, tuple[str, ...]]] = {
    "assignment": ("right",),
    "augmented_assignment": ("right",),
    "for_statement": ("right", "condition"),
    "for_in_clause": ("right",),
    "default_parameter": ("value",),
    "typed_default_parameter": ("value",),
    "keyword_argument": ("value",),
    "attribute": ("object",),
    "call": (),
    "call_expression": (),
    "new_expression": (),
    "function_definition": (),
    "class_definition": (),
    "named_expression": ("value",),
    "lambda": ("body",),
    "assignment_expression": ("right",),
    "augmented_assignment_expression": ("right",),
    "variable_declarator": ("value",),
    "for_in_statement": ("right",),
    "assignment_pattern": ("right",),
    "member_expression": ("object",),
    "arrow_function": ("body",),
    "function_expression": (),
    "function_declaration": (),
    "method_definition": (),
    "pair": ("key", "value"),
}
NO_VALUES: Final = frozenset(
    [
        "parameters",
        "lambda_parameters",
        "typed_parameter",
        "pattern_list",
        "tuple_pattern",
        "list_pattern",
        "list_splat_pattern",
        "dictionary_splat_pattern",
        "as_pattern_target",
        "dotted_name",
        "delete_statement",
        "expression_statement",
        "except_clause",
        "formal_parameters",
        "required_parameter",
        "optional_parameter",
        "update_expression",
        "array_pattern",
        "object_pattern",
        "rest_pattern",
        "catch_clause",
        "class_heritage",
        "labeled_statement",
    ]
)
