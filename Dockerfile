# One image for every service: the command says which of them a container runs.
FROM node:24-slim AS pages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --loglevel=error
COPY . .
RUN node scripts/pages.ts

FROM node:24-slim
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# The optional packages are Node 24 itself, which this image is.
RUN npm ci --omit=dev --omit=optional --loglevel=error && npm cache clean --force
COPY . .
COPY --from=pages /app/web/dist web/dist
# A checkout may be its owner's alone, and `data` is once a system has run in it: the user of the image reads them too.
RUN find . -path ./node_modules -prune -o ! -perm -o=r -exec chmod o+rX {} +
# What is mounted here is then its own.
RUN mkdir --mode=700 /archive && chown node:node /archive
USER node
ENTRYPOINT ["node", "--max-semi-space-size=64", "scripts/node.ts"]
