# One image for the worker and for the local SageMaker; the command line picks which. The base image is named by digest;
# scripts/pin-images.mjs writes that of today, where Docker reaches its registry.
FROM node:22-bookworm-slim@sha256:43ac6c60b8f89723f746e8a92ce91abd5017e627ce1ddfe4238355d3a30b772c AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json ./
COPY scripts/build.mjs scripts/
COPY src src
COPY data data
RUN npm run build

FROM node:22-bookworm-slim@sha256:43ac6c60b8f89723f746e8a92ce91abd5017e627ce1ddfe4238355d3a30b772c AS worker
WORKDIR /app
ENV NODE_ENV=production
COPY package.json package-lock.json ./
# Temporal's core comes for every platform: some 100 MB that no container uses.
RUN npm ci --omit=dev --no-audit --no-fund && npm cache clean --force \
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
