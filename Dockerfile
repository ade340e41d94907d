# One image for every command; what differs between containers is the command alone.
# build: the package and its pinned dependencies into one folder that the final image copies.
FROM python:3.12-slim AS build
WORKDIR /src
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
RUN apt-get update && apt-get install -y --no-install-recommends gcc libc6-dev && rm -rf /var/lib/apt/lists/*
RUN python -m venv /opt/seedwatch
# Named one by one, so that neither secrets nor data, watches and seeds of the checkout can reach the image.
COPY requirements.lock pyproject.toml hatch_build.py README.md LICENSE ./
COPY pipeline pipeline
COPY config/demo config/demo
COPY seeds/peru-korea seeds/peru-korea
RUN /opt/seedwatch/bin/pip install -c requirements.lock '.[postgres]'

FROM python:3.12-slim
# A fixed number, so that the owner of mounted folders can be set on the host.
# /config and /seeds stay empty here: a deployment mounts its own.
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin seedwatch \
    && install -d /config /seeds \
    && install -d -o seedwatch -g seedwatch /data
COPY --from=build /opt/seedwatch /opt/seedwatch
# The installation folder is the root: /config, /seeds and /data are its three parts. Only /data and /tmp are written.
ENV PATH=/opt/seedwatch/bin:$PATH \
    HOME=/tmp \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    SEEDWATCH_HOME=/ \
    SEEDWATCH_DATA=/data
USER 10001:10001
VOLUME /data
# SIGTERM lets a run in progress finish its step and frees the lock.
STOPSIGNAL SIGTERM
# A look takes a process of its own, some seconds of computing; a digest is daily, so a look every five minutes will do.
HEALTHCHECK --interval=5m --timeout=30s --start-period=2m --retries=3 CMD ["seedwatch", "status", "--check"]
CMD ["seedwatch", "serve"]
