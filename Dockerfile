# One image for the worker and for the local SageMaker; the command line picks which. The base images are named by version;
# scripts/pin-images.mjs pins them by digest, where Docker reaches their registry.
FROM node:22-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY tsconfig.json tsconfig.build.json ./
COPY scripts/build.mjs scripts/
COPY src src
COPY data data
RUN npm run build

FROM node:22-bookworm-slim AS worker
WORKDIR /app
ENV NODE_ENV=production
COPY package.json package-lock.json .npmrc ./
# Temporal's core comes for every platform: some 100 MB that no container uses.
RUN npm ci --omit=dev && npm cache clean --force \
  && find node_modules/@temporalio/core-bridge/releases -mindepth 1 -maxdepth 1 \
  ! -name "$(node -p "process.arch === 'arm64' ? 'aarch64' : 'x86_64'")-unknown-linux-gnu" -exec rm -rf {} +
COPY --from=build /app/dist dist
COPY data data
USER node
ENTRYPOINT ["node", "dist/cli/main.js"]
CMD ["worker"]

# With the trainer's packages, which a worker does not need.
FROM build AS local
RUN mkdir /data && chown node /data
USER node
ENTRYPOINT ["node", "dist/cli/main.js"]
CMD ["local", "--host", "local", "--data", "/data"]
