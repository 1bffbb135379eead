# Attest in a container: the code, its packages and its models; articles, index and what is set lie in volumes.
#   docker build -t attest .
ARG NODE=node:22-bookworm-slim

FROM ${NODE} AS packages
WORKDIR /app
# A compiler, for hnswlib-node alone; without it passages are compared one by one.
RUN apt-get update && apt-get install -y --no-install-recommends build-essential python3 && rm -rf /var/lib/apt/lists/* /var/cache/apt/*
# Its headers are those of the image, not fetched.
ENV npm_config_nodedir=/usr/local
COPY package.json package-lock.json .npmrc ./
# Then what is of other machines, or for browsers: see docs/dependencies.md.
RUN npm ci --omit=dev \
  && rm -rf node_modules/onnxruntime-node/bin/napi-v3/darwin node_modules/onnxruntime-node/bin/napi-v3/win32 \
  && find node_modules/onnxruntime-node/bin/napi-v3/linux -mindepth 1 -maxdepth 1 \
    ! -name "$(node -p process.arch)" -exec rm -r {} + \
  && rm -rf node_modules/@xenova/transformers/dist node_modules/hnswlib-node/build/Release/obj.target \
    node_modules/@libsql/linux-*-musl

FROM ${NODE}
# An init, so that signals arrive and child processes that are gone are taken away.
RUN apt-get update && apt-get install -y --no-install-recommends tini && rm -rf /var/lib/apt/lists/* /var/cache/apt/*
WORKDIR /app
COPY --from=packages /app/node_modules ./node_modules
COPY package.json ./
COPY src ./src
ENV NODE_ENV=production CORPUS_DIR=/data/corpus EMBEDDINGS_DIR=/data/embeddings
RUN mkdir -p /data/corpus /data/embeddings && chown -R node:node /data
VOLUME ["/data/corpus", "/data/embeddings"]
USER node
# The first start builds the index, which may take minutes; until then nothing is well.
HEALTHCHECK --interval=60s --timeout=20s --start-period=30m --retries=3 \
  CMD ["node", "--import", "tsx", "src/cli.ts", "health"]
ENTRYPOINT ["tini", "--", "node", "--import", "tsx", "src/cli.ts"]
CMD ["start"]
