/** The `config` of a route that the description of the API leaves out: a page, or another path of what it tells already. */
export const undescribed = { undescribed: true };

export function isUndescribed(config: unknown): boolean {
  return (config as Partial<typeof undescribed> | undefined)?.undescribed ?? false;
}
