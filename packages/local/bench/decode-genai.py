"""What decode.ts measures, by onnxruntime-genai: processor time of one generated token, sampling included, in one thread.

pip install onnxruntime-genai, then: python decode-genai.py FOLDER, where FOLDER is what its model builder wrote.
Compare with: pnpm bench decode, or node --conditions=@sdialog/source packages/local/bench/decode.ts FOLDER/model.onnx
"""

import statistics
import sys
import time

import numpy as np
import onnxruntime_genai as genai

STEPS = 48
# The first tokens warm up.
SKIPPED = 8

config = genai.Config(sys.argv[1])
config.overlay('{"model": {"decoder": {"session_options": {"intra_op_num_threads": 1}}}}')
model = genai.Model(config)
for length in (64, 2000):
    params = genai.GeneratorParams(model)
    params.set_search_options(
        do_sample=True,
        temperature=0.8,
        top_p=0.9,
        top_k=40,
        repetition_penalty=1.1,
        min_length=length + STEPS + SKIPPED,
        max_length=length + STEPS + SKIPPED,
    )
    generator = genai.Generator(model, params)
    generator.append_tokens(np.array([100 + 7 * at % 900 for at in range(length)], dtype=np.int32))
    times = []
    for _ in range(STEPS + SKIPPED):
        start = time.process_time()
        generator.generate_next_token()
        times.append(1000 * (time.process_time() - start))
    middle = statistics.median(times[SKIPPED:])
    print(f"after {length} tokens: {middle:.2f} ms of processor time a token", flush=True)
