import torch

from limner_adapters.builtin.builder import build_model
from limner_adapters.builtin.recipe import Recipe


def test_an_untrained_model_looks_pointers_up_where_they_stood(tokenizer):
    torch.manual_seed(0)
    model = build_model(Recipe(), tokenizer).eval()
    model.set_attn_implementation("eager")
    lines = "".join(f"\nrow d1 x{n % 20} w9 h6 c2 div [[{n}]]" for n in range(40))
    ids = tokenizer(lines + " [[7]]", add_special_tokens=False, return_tensors="pt")["input_ids"]

    with torch.inference_mode():
        attentions = model.model.text_model(input_ids=ids, output_attentions=True).attentions

    asked = ids.shape[1] - 1
    stood = ids[0].tolist().index(tokenizer.convert_tokens_to_ids(" [[7]]"))
    for layer in attentions[-2:]:
        found = layer[0, 0, asked, :asked]
        assert found.argmax() == stood
        assert found[stood] > 0.3
