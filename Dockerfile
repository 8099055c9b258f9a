# SPDX-License-Identifier: EUPL-1.2
# Run it with a root file system that cannot be written:
#   docker run --read-only --cap-drop=ALL --security-opt=no-new-privileges \
#     -p 8080:8080 -v opgelucht:/data opgelucht
# Keep /data/root.key somewhere else too, or name another place for it with
# OPGELUCHT_ROOT_KEY_FILE.

FROM golang:1.26-bookworm AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
# One file that needs nothing of the system around it: SQLite is C, so gcc links
# it in whole; names and users are looked up by Go itself; SQLite loads no
# extensions and keeps what it needs for a moment in memory, not on disk.
RUN CGO_ENABLED=1 CGO_CFLAGS="-O2 -DSQLITE_TEMP_STORE=3" \
    go build -trimpath -buildvcs=false \
    -tags 'sqlite_omit_load_extension osusergo netgo' \
    -ldflags '-s -w -linkmode external -extldflags "-static"' \
    -o /out/opgelucht ./cmd/opgelucht
RUN mkdir /out/data

# distroless/static rather than scratch: it has the certificates that PostgreSQL
# over TLS needs, the time zones and a user of its own, kept up to date by
# others; and, like scratch, no shell and no C library to attack.
FROM gcr.io/distroless/static-debian12:nonroot
COPY --from=build /out/opgelucht /opgelucht
# An empty folder that belongs to the user: a new volume takes that over.
COPY --from=build --chown=65532:65532 /out/data /data
# The user nonroot, by number: a cluster can see by that that it is not root.
USER 65532:65532
ENV OPGELUCHT_DATA=/data PORT=8080
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=6s --start-period=15s CMD ["/opgelucht", "health"]
ENTRYPOINT ["/opgelucht"]
CMD ["serve"]
