"""Writes a trained reader as ONNX in 8 bits, with its tokenizer.

  python export.py WEIGHTS.pt DIR
"""

import hashlib
import json
import sys
from pathlib import Path

import torch
from model import Candidate, Pair, Reader, pad, tokenizer
from onnxruntime.quantization import QuantType, quantize_dynamic

INPUTS = ["input_ids", "token_type_ids", "attention_mask"]
OUTPUTS = ["relevance", "start", "end"]
MADE_FROM = "src/model/reader/training"
# What transformers.js asks of a model.
CONFIG = {"model_type": "bert", "architectures": ["BertModel"], "hidden_size": 384, "max_position_embeddings": 512}
SHIPPED = [
    "config.json",
    "tokenizer.json",
    "tokenizer_config.json",
    "static.safetensors",
    "onnx/model_quantized.onnx",
]


def export(reader: Reader, out: Path) -> None:
    """`onnx/model.onnx` in float, and `onnx/model_quantized.onnx`: weights in 8 bits, a scale a column."""
    folder = out / "onnx"
    folder.mkdir(parents=True, exist_ok=True)
    reader = reader.eval().float()
    reader.encoder.config._attn_implementation = "eager"
    example = pad([Pair([2054, 2003, 2023], candidate(), with_title=True)] * 2)
    every = {name: {0: "pairs", 1: "tokens"} for name in (*INPUTS, "start", "end")}
    torch.onnx.export(
        reader,
        example,
        str(folder / "model.onnx"),
        input_names=INPUTS,
        output_names=OUTPUTS,
        opset_version=17,
        dynamo=False,
        dynamic_axes={**every, "relevance": {0: "pairs"}},
    )
    quantize_dynamic(
        folder / "model.onnx",
        folder / "model_quantized.onnx",
        weight_type=QuantType.QInt8,
        per_channel=True,
        # 7 bits of weights: with 8 the sums of processors without VNNI overflow, and they read worse than this one.
        reduce_range=True,
        op_types_to_quantize=["MatMul", "Gather"],
    )
    tokenizer.save_pretrained(out)
    (out / "config.json").write_text(json.dumps(CONFIG) + "\n")


def seal(out: Path) -> None:
    """The SHA-256 of each file that is shipped: Attest refuses one that differs."""
    files = {name: hashlib.sha256((out / name).read_bytes()).hexdigest() for name in SHIPPED}
    (out / "checksums.json").write_text(json.dumps({"madeFrom": MADE_FROM, "files": files}, indent=2) + "\n")


def candidate() -> Candidate:
    return Candidate([2054, 2003], [2023, 2003, 1037, 6251], None, 0)


if __name__ == "__main__":
    trained = Reader()
    trained.load_state_dict(torch.load(sys.argv[1])["reader"])
    export(trained, Path(sys.argv[2]))
