import torch
from bitsandbytes.nn import Linear4bit

from limner_adapters.tuning.qlora.lora import adapter_config
from limner_adapters.tuning.qlora.sharding import make_shardable
from limner_model.installed import InstalledModel
from limner_model.loader import load_model


def loaded(base):
    return load_model(InstalledModel("tiny", base, {}), for_training=True).model


def test_weights_by_another_name_compute_the_same(base):
    model = loaded(base)
    tokens = torch.arange(2, 40)[None]
    with torch.no_grad():
        before = model(input_ids=tokens).logits

        make_shardable(model)

        assert model(input_ids=tokens).logits.equal(before)
    packed = [one.weight for one in model.modules() if isinstance(one, Linear4bit)]
    assert {one.dtype for one in packed} == {model.dtype} == {torch.bfloat16}


def test_an_adapter_is_for_the_language_model_alone(base):
    model = loaded(base)

    model.add_adapter(adapter_config(model, 4))

    adapted = {name for name, _ in model.named_parameters() if "lora_" in name}
    assert adapted
    assert all(".text_model." in name for name in adapted)
