const remoteResource =
  /<(?:script|img|iframe|source|video|audio)\b[^>]*\ssrc="(?:https?:)?\/\/[^"]*"|<link\b[^>]*\shref="(?:https?:)?\/\/[^"]*"/i;

/** Fails the build on a page that would load something from another host. */
export function checkOffline(html: string, page: string): void {
  const found = remoteResource.exec(html)?.[0];
  if (found === undefined) return;
  throw new Error(
    `${page} loads ${found} from another host. Put the file into docs/public instead.`,
  );
}
