"""How many times as many tokens a step of eight sequences gives as a step of one, by what computes alone: a limit to
what batching.ts can reach with the same file. Processor time in one thread, medians of steps taken by turns.

onnxruntime-genai with its sampling, then ONNX Runtime with nothing around it, where multiplications in 4 bits round what
they read to 8 bits (accuracy level 4) and where they do not (level 0), keys and values written in place.

pip install onnx onnxruntime onnxruntime-genai, then: python batch-limit.py FOLDER, where FOLDER is what the model builder
of onnxruntime-genai wrote.
"""

import json
import statistics
import sys
import time
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import onnxruntime_genai as genai

SEQUENCES = 8
LENGTH = 64
STEPS = 48
# The first steps warm up.
SKIPPED = 6


def compared(label, one, many):
    pairs = [(timed(one), timed(many)) for _ in range(STEPS)][SKIPPED:]
    alone, together = (statistics.median(times) for times in zip(*pairs))
    ratio = statistics.median(SEQUENCES * single / several for single, several in pairs)
    print(
        f"{label}: a step of 1 takes {alone:.2f} ms, of {SEQUENCES} {together:.2f}: {ratio:.2f} times as many tokens",
        flush=True,
    )


def timed(step):
    start = time.process_time()
    step()
    return 1000 * (time.process_time() - start)


def generating(model, sequences):
    params = genai.GeneratorParams(model)
    most = LENGTH + STEPS + 1
    params.set_search_options(
        batch_size=sequences,
        do_sample=True,
        temperature=0.8,
        top_p=0.9,
        top_k=40,
        repetition_penalty=1.1,
        min_length=most,
        max_length=most,
    )
    generator = genai.Generator(model, params)
    tokens = [[100 + (7 * at + row) % 900 for at in range(LENGTH)] for row in range(sequences)]
    generator.append_tokens(np.array(tokens, dtype=np.int32))
    return generator.generate_next_token


def running(session, sequences):
    binding = session.io_binding()
    for each in session.get_inputs():
        if each.name == "input_ids":
            value = np.full((sequences, 1), 100, np.int64)
        elif each.name == "attention_mask":
            value = np.ones((sequences, LENGTH + 1), np.int64)
        else:
            value = np.full((sequences, each.shape[1], LENGTH + 16, head_size), 0.01, np.float32)
        tensor = onnxruntime.OrtValue.ortvalue_from_numpy(value)
        binding.bind_ortvalue_input(each.name, tensor)
        if each.name.startswith("past_key_values."):
            binding.bind_ortvalue_output(each.name.replace("past_key_values", "present"), tensor)
    binding.bind_output("logits")
    return lambda: session.run_with_iobinding(binding)


folder = Path(sys.argv[1])
head_size = json.loads((folder / "genai_config.json").read_text())["model"]["decoder"]["head_size"]
config = genai.Config(str(folder))
config.overlay('{"model": {"decoder": {"session_options": {"intra_op_num_threads": 1}}}}')
model = genai.Model(config)
compared("onnxruntime-genai", generating(model, 1), generating(model, SEQUENCES))
for level in (4, 0):
    graph = onnx.load(folder / "model.onnx", load_external_data=False)
    for node in graph.graph.node:
        for attribute in node.attribute:
            if node.op_type == "MatMulNBits" and attribute.name == "accuracy_level":
                attribute.i = level
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.enable_mem_pattern = False
    options.add_session_config_entry("session.model_external_initializers_file_folder_path", str(folder))
    session = onnxruntime.InferenceSession(
        graph.SerializeToString(), options, providers=["CPUExecutionProvider"]
    )
    compared(f"ONNX Runtime, accuracy level {level}", running(session, 1), running(session, SEQUENCES))
