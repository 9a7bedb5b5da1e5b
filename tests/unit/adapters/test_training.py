import pytest
import torch

from dice import dice
from limner_adapters.builtin.batches import Size, endless_pages, endless_texts, mixed
from limner_adapters.builtin.builder import build_model
from limner_adapters.builtin.encoding import collate
from limner_adapters.builtin.optimizers import build_optimizers, learning_rate
from limner_adapters.builtin.train import answer_loss
from limner_adapters.examples import Example, Task, write_examples
from tiny_training import TINY


def first_batch(data, tokenizer, **options):
    batches = endless_pages(data, tokenizer, Size(4096, 256), dice(0), **options)
    return next(batches)


def test_a_few_steps_lower_the_loss(data, tokenizer):
    torch.manual_seed(0)
    model = build_model(TINY, tokenizer).train()
    optimizers = build_optimizers(model, TINY)
    batch = collate(first_batch(data, tokenizer), tokenizer.pad_token_id)

    losses = []
    for _ in range(20):
        loss = answer_loss(model, batch)
        loss.backward()
        for optimizer in optimizers:
            optimizer.step()
            optimizer.zero_grad()
        losses.append(loss.item())

    assert losses[-1] < 0.6 * losses[0]


def test_padding_and_company_do_not_change_what_is_learnt(data, tokenizer):
    torch.manual_seed(0)
    model = build_model(TINY, tokenizer).eval()
    samples = first_batch(data, tokenizer)[:4]

    apart = [answer_loss(model, collate([one], 0)).item() for one in samples]
    together = answer_loss(model, collate(samples, 0)).item()

    assert together == pytest.approx(sum(apart) / 4, rel=0.02)


def test_new_shards_come_first(data, tokenizer):
    batches = endless_pages(data, tokenizer, Size(512, 256), dice(0))

    seen = set()
    while len(seen) < 24:
        seen.update(tokenizer.decode(one.tokens) for one in next(batches))

    assert len(seen) == 24


def test_the_adapter_may_learn_from_real_reading_alone(data, tokenizer):
    assert len(first_batch(data, tokenizer)) == 24
    assert len(first_batch(data, tokenizer, ocr_only=True)) == 8


def test_the_rate_warms_up_and_falls():
    rates = [learning_rate(TINY, step, spent) for step, spent in ((0, 0), (9, 0.1), (99, 1.0))]

    assert rates[0] < rates[1] == TINY.learning_rate
    assert rates[2] == pytest.approx(TINY.learning_rate / 50)


def test_pages_and_texts_come_mixed(data, tokenizer, tmp_path):
    file = tmp_path / "corpus.jsonl"
    write_examples(file, [Example(Task.FIX, (), f"x = {n}\n", "here") for n in range(20)])
    size = Size(512, 256)
    sources = [
        (0.5, endless_pages(data, tokenizer, size, dice(0))),
        (0.5, endless_texts(file, tokenizer, size, dice(0))),
    ]

    batches = mixed(sources, dice(0))

    kinds = [bool(next(batches)[0].blanks) for _ in range(40)]
    assert 10 < sum(kinds) < 30
