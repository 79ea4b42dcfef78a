card : {
    detail : [
        {card_code:"*", enabled:false},
        {card_code:'366', enabled:true}
    ]
}
