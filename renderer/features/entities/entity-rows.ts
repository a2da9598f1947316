import { useEffect, useState } from 'react';
import type { EntityRows } from '../../../shared/contract/payloads/entities.ts';
import type { EntityKind } from '../../../shared/entities/entity.ts';
import { entityChanges } from '../../model/entities.ts';
import { call } from '../../platform/bridge.ts';
import { useWholeStore } from '../../platform/store.ts';

/** A part of the list of entities, asked for anew when entities change; null until it is known. */
export function useEntityRows(text: string, kind: EntityKind | null, limit: number): EntityRows | null {
  const [found, setFound] = useState<EntityRows | null>(null);
  const version = useWholeStore(entityChanges);
  useEffect(() => {
    let isWanted = version >= 0;
    void call('entities:list', { text, kind, limit }).then((reply) => {
      if (isWanted && reply.ok) setFound(reply.value);
    });
    return () => {
      isWanted = false;
    };
  }, [text, kind, limit, version]);
  return found;
}
