"""Parts are composed: laid out, filled with examples, styled, as a designer would."""
