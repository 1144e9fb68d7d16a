/** The end of the form: send or save, save silently, or leave it. */
import type { ReactElement } from 'react'
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components'
import { useWords } from '../app/languages.ts'
import { Icon } from '../ui/icon.tsx'
import { composeWords } from './words.ts'

type SendBarProps = {
  readonly isNew: boolean
  readonly hasGuests: boolean
  readonly isBusy: boolean
  readonly onSave: (silent: boolean) => void
  readonly onLeave: () => void
}

export function SendBar({ isNew, hasGuests, isBusy, onSave, onLeave }: SendBarProps): ReactElement {
  const words = useWords(composeWords)
  return (
    <div className="compose-bar">
      <Button className="button quiet" onPress={onLeave}>
        {words.leave}
      </Button>
      <div className="compose-send">
        <Button type="submit" className="button primary" isPending={isBusy}>
          <Icon name={hasGuests ? 'sent' : 'check'} />
          {hasGuests ? (isNew ? words.send : words.update) : words.save}
        </Button>
        {hasGuests && (
          <MenuTrigger>
            <Button className="button primary compose-more" aria-label={words.moreWays}>
              <Icon name="down" />
            </Button>
            <Popover className="popover" placement="top end">
              <Menu className="menu" onAction={() => onSave(true)}>
                <MenuItem className="menu-item" id="silent">
                  <Icon name="lock" /> {words.saveSilently}
                </MenuItem>
              </Menu>
            </Popover>
          </MenuTrigger>
        )}
      </div>
    </div>
  )
}
