/** Rows that repeat what others say, and say it wrongly or not at all: there must never be any (write-cards.ts). */
export const selectStaleRows = `
  select 'card' as kind, v.key as of_what from versions as v join files as f on f.id = v.file_id
    left join cards as c on c.version_key = v.key
    where c.version_key is null or c.file_id <> v.file_id or c.is_current <> v.is_current
      or c.folder_id <> f.folder_id or c.name <> f.name or c.updated_at <> v.updated_at
      or coalesce(c.version_id, '') <> (case when v.is_current = 1 then '' else v.id end)
      or c.created_at <> (case when v.is_current = 1 then f.created_at else v.created_at end)
      or c.size_bytes <> v.size_bytes or coalesce(c.width, -1) <> coalesce(v.width, -1)
      or coalesce(c.height, -1) <> coalesce(v.height, -1)
      or c.is_image <> (case when v.kind = 'image' then 1 else 0 end)
      or c.is_private <> v.is_private or c.is_published <> v.is_published
      or c.is_tagged <> (case when v.key in (select version_key from version_tags)
        or v.key in (select version_key from version_ai_tags) then 1 else 0 end)
      or c.has_keywords <> (case when v.key in (select version_key from version_keywords) then 1 else 0 end)
      or coalesce(c.has_alpha, -1) <> coalesce(v.has_alpha, -1) or coalesce(c.format, '') <> coalesce(v.format, '')
      or coalesce(c.taken_at, -1) <> coalesce(v.taken_at, -1) or coalesce(c.latitude, -99) <> coalesce(v.latitude, -99)
      or coalesce(c.longitude, -999) <> coalesce(v.longitude, -999)
      or coalesce(c.created_by, '') <> coalesce(v.created_by, '')
  union all select 'version', v.key from versions as v join files as f on f.id = v.file_id
    where v.file_created_at <> f.created_at
  union all select 'word of a file', w.file_id from file_tokens as w join files as f on f.id = w.file_id
    where w.file_created_at <> f.created_at
  union all select 'word of a version', w.version_key from version_tokens as w
    join versions as v on v.key = w.version_key join files as f on f.id = v.file_id
    where w.file_id <> f.id or w.file_created_at <> f.created_at`;
