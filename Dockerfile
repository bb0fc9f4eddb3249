# reswatch: one image for every role. No Java, no compiler, no root.
#
#   docker build --tag reswatch .
#   docker run --rm -i reswatch enrich - < story.txt

ARG PYTHON=python:3.11.14-slim-trixie

FROM ${PYTHON} AS build
WORKDIR /build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore \
    UV_NO_CACHE=1 UV_LINK_MODE=copy UV_PYTHON_DOWNLOADS=never
COPY pyproject.toml requirements.lock ./
# what is needed to run, in the locked versions with the locked sums; uv itself, and what builds the wheel, stay behind
RUN pip install "$(sed -n 's/^\(uv==[0-9.]*\).*/\1/p' requirements.lock)"
RUN python -m venv --without-pip /opt/reswatch \
    && uv pip install --python /opt/reswatch --only-binary :all: --compile-bytecode \
        --constraints requirements.lock --extra postgres --extra notify --requirements pyproject.toml
# what compiles the reading of articles (--build-arg COMPILED=false does without: slower, otherwise the same)
RUN apt-get update && apt-get install --yes --no-install-recommends gcc libc6-dev
RUN uv pip install --system --constraints requirements.lock hatchling "mypy[mypyc]"
ARG COMPILED=true
COPY README.md LICENSE hatch_build.py ./
COPY schemas schemas
COPY streams streams
RUN HATCH_BUILD_HOOK_ENABLE_CUSTOM=$COMPILED RESWATCH_TYPES_FROM=/opt/reswatch/bin/python \
    uv build --wheel --no-build-isolation --out-dir dist . \
    && uv pip install --python /opt/reswatch --no-deps --compile-bytecode dist/*.whl

FROM ${PYTHON}
LABEL org.opencontainers.image.title="reswatch" \
      org.opencontainers.image.description="Watches the news wires for United Nations resolutions" \
      org.opencontainers.image.licenses="Apache-2.0"
RUN useradd --uid 10001 --user-group --no-create-home --home-dir /data --shell /usr/sbin/nologin reswatch \
    && install --directory --owner reswatch --group reswatch --mode 0700 /data
COPY --from=build /opt/reswatch /opt/reswatch
ENV PATH=/opt/reswatch/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    RESWATCH_DATA_DIR=/data
USER 10001:10001
WORKDIR /data
STOPSIGNAL SIGTERM
# 503, or no answer, is an error that ends the check with 1
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request; urllib.request.urlopen('http://127.0.0.1:' + os.environ.get('RESWATCH_METRICS_PORT', '9464') + '/livez', timeout=4)"]
ENTRYPOINT ["reswatch"]
CMD ["--help"]
