# The program alone, statically linked: docker build -t lawlint . && docker run --rm -v "$PWD:/work" lawlint check
FROM rust:1.95-alpine AS build
RUN apk add --no-cache musl-dev
WORKDIR /src
COPY . .
RUN cargo build --release --locked --bin lawlint && cp target/release/lawlint /lawlint

FROM scratch
COPY --from=build /lawlint /usr/local/bin/lawlint
WORKDIR /work
ENTRYPOINT ["/usr/local/bin/lawlint"]
