# docker build -t kindreply .
# docker run --read-only --stop-timeout 30 -p 8080:8080 -e KINDREPLY_API_KEY=... kindreply
#
# The service listens on every interface of the container, and refuses to do so without a key:
# KINDREPLY_API_KEY has no default here and never should. With KINDREPLY_DATABASE=/data/kind.db and
# KINDREPLY_KEY_PEPPER, keys live in a volume: -v kindreply:/data

FROM python:3.11-slim AS builder
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/kindreply && python -m venv /opt/build
COPY requirements.lock requirements-build.lock /src/
RUN /opt/kindreply/bin/python -m pip install --require-hashes -r /src/requirements.lock
RUN /opt/build/bin/python -m pip install --require-hashes -r /src/requirements-build.lock
COPY pyproject.toml README.md LICENSE /src/
COPY api /src/api
COPY evals /src/evals
COPY prompts /src/prompts
RUN /opt/build/bin/python -m pip wheel --no-deps --no-build-isolation --no-index -w /opt/wheel /src
RUN /opt/kindreply/bin/python -m pip install --no-deps --no-index /opt/wheel/kindreply-*.whl
# The final root file system may be read-only, so bytecode is made here or never.
RUN /opt/kindreply/bin/python -m compileall -q -j 0 /opt/kindreply/lib

FROM python:3.11-slim
RUN apt-get update \
    && apt-get install --yes --no-install-recommends ca-certificates \
    && rm -rf /var/lib/apt/lists/*
COPY --from=builder /opt/kindreply /opt/kindreply
# A new volume takes the owner of the folder that it is mounted on; nobody else reads it.
RUN mkdir --mode 700 /data && chown 10001:10001 /data
ENV PATH=/opt/kindreply/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    KINDREPLY_HOST=0.0.0.0 \
    KINDREPLY_PORT=8080
# A number, so that `runAsNonRoot` can be checked without reading /etc/passwd.
USER 10001:10001
EXPOSE 8080
# Drains: KINDREPLY_DRAIN_S + KINDREPLY_DEADLINE_S + 5 seconds at most, so stop it with -t 30.
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=3s --start-period=10s \
    CMD ["python", "-c", "import os, urllib.request as u; u.urlopen('http://127.0.0.1:' + os.environ['KINDREPLY_PORT'] + '/healthz', timeout=2)"]
CMD ["kindreply", "serve"]
